//! The interop service.

use std::pin::Pin;
use std::time::Duration;

use tokio_stream::{Stream, StreamExt};
use tonic::codec::CompressionEncoding;
use tonic::{Code, Request, Response, Status, Streaming};

use super::testing::test_service_server::{TestService, TestServiceServer};
use super::testing::{
    BoolValue, EchoStatus, Empty, Payload, ResponseParameters, SimpleRequest, SimpleResponse,
    StreamingInputCallRequest, StreamingInputCallResponse, StreamingOutputCallRequest,
    StreamingOutputCallResponse,
};
use crate::frames::{Compressed, Plain};
use crate::layer::Peek;

/// Returns a server of the service that accepts and sends gzip.
pub fn server() -> Peek<TestServiceServer<Interop>> {
    let server = TestServiceServer::new(Interop)
        .accept_compressed(CompressionEncoding::Gzip)
        .send_compressed(CompressionEncoding::Gzip);
    Peek::server(server)
}

/// The implementation of the interop service.
#[derive(Debug)]
pub struct Interop;

type Responses = Pin<Box<dyn Stream<Item = Result<StreamingOutputCallResponse, Status>> + Send>>;

#[tonic::async_trait]
impl TestService for Interop {
    type StreamingOutputCallStream = Responses;
    type FullDuplexCallStream = Responses;
    type HalfDuplexCallStream = Responses;

    async fn empty_call(&self, _: Request<Empty>) -> Result<Response<Empty>, Status> {
        Ok(Response::new(Empty {}))
    }

    async fn unary_call(
        &self,
        request: Request<SimpleRequest>,
    ) -> Result<Response<SimpleResponse>, Status> {
        let seen = request.extensions().get::<Compressed>().cloned();
        let request = request.into_inner();
        expect(seen.as_ref(), 0, request.expect_compressed)?;
        status(request.response_status)?;
        let body = payload(request.response_size)?;
        let mut response =
            Response::new(SimpleResponse { payload: Some(body), ..SimpleResponse::default() });
        if !wants_compressed(request.response_compressed) {
            response.disable_compression();
        }
        Ok(response)
    }

    async fn cacheable_unary_call(
        &self,
        request: Request<SimpleRequest>,
    ) -> Result<Response<SimpleResponse>, Status> {
        self.unary_call(request).await
    }

    async fn streaming_output_call(
        &self,
        request: Request<StreamingOutputCallRequest>,
    ) -> Result<Response<Responses>, Status> {
        let request = request.into_inner();
        status(request.response_status)?;
        let parameters = request.response_parameters;
        let plain = (0..)
            .zip(&parameters)
            .filter(|(_, one)| !wants_compressed(one.compressed))
            .map(|(index, _)| index);
        let plain = Plain(plain.collect());
        let mut response =
            Response::new(Box::pin(tokio_stream::iter(parameters).then(output)) as Responses);
        response.extensions_mut().insert(plain);
        Ok(response)
    }

    async fn streaming_input_call(
        &self,
        request: Request<Streaming<StreamingInputCallRequest>>,
    ) -> Result<Response<StreamingInputCallResponse>, Status> {
        let seen = request.extensions().get::<Compressed>().cloned();
        let mut requests = request.into_inner();
        let (mut sum, mut index) = (0, 0);
        while let Some(request) = requests.message().await? {
            expect(seen.as_ref(), index, request.expect_compressed)?;
            sum += request.payload.map_or(0, |payload| payload.body.len());
            index += 1;
        }
        let aggregated_payload_size =
            i32::try_from(sum).map_err(|_| Status::out_of_range("more than 2 GiB"))?;
        Ok(Response::new(StreamingInputCallResponse { aggregated_payload_size }))
    }

    async fn full_duplex_call(
        &self,
        request: Request<Streaming<StreamingOutputCallRequest>>,
    ) -> Result<Response<Responses>, Status> {
        let mut requests = request.into_inner();
        let (sender, responses) = tokio::sync::mpsc::channel(1);
        tokio::spawn(async move {
            loop {
                let request = match requests.message().await {
                    Ok(Some(request)) => request,
                    Ok(None) => return Ok(()),
                    Err(status) => return sender.send(Err(status)).await,
                };
                if let Err(status) = status(request.response_status) {
                    return sender.send(Err(status)).await;
                }
                for parameters in request.response_parameters {
                    sender.send(output(parameters).await).await?;
                }
            }
        });
        Ok(Response::new(Box::pin(tokio_stream::wrappers::ReceiverStream::new(responses))))
    }

    async fn half_duplex_call(
        &self,
        request: Request<Streaming<StreamingOutputCallRequest>>,
    ) -> Result<Response<Responses>, Status> {
        let mut requests = request.into_inner();
        let mut parameters = Vec::new();
        while let Some(request) = requests.message().await? {
            parameters.extend(request.response_parameters);
        }
        Ok(Response::new(Box::pin(tokio_stream::iter(parameters).then(output))))
    }

    async fn unimplemented_call(&self, _: Request<Empty>) -> Result<Response<Empty>, Status> {
        Err(Status::unimplemented("left out on purpose"))
    }
}

/// Checks the compression of a request. Interop's servers refuse a message whose compression is not
/// the one that the request announces.
fn expect(
    seen: Option<&Compressed>,
    index: usize,
    expected: Option<BoolValue>,
) -> Result<(), Status> {
    match (expected, seen.and_then(|seen| seen.message(index))) {
        (Some(BoolValue { value }), Some(compressed)) if value != compressed => {
            Err(Status::invalid_argument(format!(
                "message {index}: compressed is {compressed}, expected {value}"
            )))
        }
        _ => Ok(()),
    }
}

/// Whether the response is compressed. It is not if the request leaves the choice open.
fn wants_compressed(choice: Option<BoolValue>) -> bool {
    choice.is_some_and(|choice| choice.value)
}

fn status(requested: Option<EchoStatus>) -> Result<(), Status> {
    match requested {
        Some(EchoStatus { code, message }) if code != 0 => {
            Err(Status::new(Code::from(code), message))
        }
        _ => Ok(()),
    }
}

fn payload(size: i32) -> Result<Payload, Status> {
    let size = usize::try_from(size).map_err(|_| Status::invalid_argument("a negative size"))?;
    Ok(Payload { body: vec![0; size], ..Payload::default() })
}

async fn output(parameters: ResponseParameters) -> Result<StreamingOutputCallResponse, Status> {
    if let Ok(micros @ 1..) = u64::try_from(parameters.interval_us) {
        tokio::time::sleep(Duration::from_micros(micros)).await;
    }
    Ok(StreamingOutputCallResponse { payload: Some(payload(parameters.size)?) })
}

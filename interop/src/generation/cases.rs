//! The client's cases. Each returns the error, if there is one.

use std::fmt::Debug;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tonic::codec::CompressionEncoding;
use tonic::metadata::MetadataValue;
use tonic::{Code, Request, Response, Status};

use super::testing::test_service_client::TestServiceClient;
use super::testing::unimplemented_service_client::UnimplementedServiceClient;
use super::testing::{
    BoolValue, EchoStatus, Empty, Payload, ResponseParameters, SimpleRequest,
    StreamingInputCallRequest, StreamingOutputCallRequest, StreamingOutputCallResponse,
};
use crate::frames::{Compressed, Plain};
use crate::layer::{Channel, INITIAL, Peek, TRAILING};

type Outcome = Result<(), String>;
type Stub = TestServiceClient<Peek<Channel>>;

/// The sizes that the descriptions of the cases name.
const LARGE_REQUEST: usize = 271_828;
const LARGE_RESPONSE: i32 = 314_159;
const REQUESTS: [usize; 4] = [27_182, 8, 1_828, 45_904];
const RESPONSES: [i32; 4] = [31_415, 9, 2_653, 58_979];

/// Runs the case of this name.
///
/// # Errors
/// Returns the deviation from the description, or an error if there is no such case.
pub async fn run(case: &str, channel: Channel) -> Outcome {
    let mut unimplemented = UnimplementedServiceClient::new(channel.clone());
    let stub =
        TestServiceClient::new(Peek::client(channel)).accept_compressed(CompressionEncoding::Gzip);
    match case {
        "empty_unary" => empty_unary(stub).await,
        "large_unary" => large_unary(stub).await,
        "client_compressed_unary" => client_compressed_unary(stub).await,
        "server_compressed_unary" => server_compressed_unary(stub).await,
        "client_streaming" => client_streaming(stub).await,
        "client_compressed_streaming" => client_compressed_streaming(stub).await,
        "server_streaming" => server_streaming(stub).await,
        "server_compressed_streaming" => server_compressed_streaming(stub).await,
        "ping_pong" => ping_pong(stub).await,
        "empty_stream" => empty_stream(stub).await,
        "timeout_on_sleeping_server" => timeout_on_sleeping_server(stub).await,
        "cancel_after_begin" => cancel_after_begin(stub).await,
        "cancel_after_first_response" => cancel_after_first_response(stub).await,
        "status_code_and_message" => echoed_status(stub, "test status message").await,
        "special_status_message" => special_status_message(stub).await,
        "custom_metadata" => custom_metadata(stub).await,
        "unimplemented_method" => {
            refused(stub.clone().unimplemented_call(Empty {}).await, Code::Unimplemented)
        }
        "unimplemented_service" => {
            refused(unimplemented.unimplemented_call(Empty {}).await, Code::Unimplemented)
        }
        other => Err(format!("there is no case {other:?}")),
    }
}

async fn empty_unary(mut stub: Stub) -> Outcome {
    equal("response", stub.empty_call(Empty {}).await.map_err(text)?.into_inner(), Empty {})
}

async fn large_unary(mut stub: Stub) -> Outcome {
    large_response(stub.unary_call(large_request()).await).map(drop)
}

async fn client_compressed_unary(stub: Stub) -> Outcome {
    let mut compressing = stub.clone().send_compressed(CompressionEncoding::Gzip);
    let mut plain = stub;
    let request =
        |value| SimpleRequest { expect_compressed: Some(BoolValue { value }), ..large_request() };
    // A server that accepts this request does not check the compression at all.
    refused(plain.unary_call(request(true)).await, Code::InvalidArgument)?;
    large_response(compressing.unary_call(request(true)).await)?;
    large_response(plain.unary_call(request(false)).await).map(drop)
}

async fn server_compressed_unary(mut stub: Stub) -> Outcome {
    for value in [true, false] {
        let request =
            SimpleRequest { response_compressed: Some(BoolValue { value }), ..large_request() };
        let seen = large_response(stub.unary_call(request).await)?;
        equal("compressed", seen.message(0), Some(value))?;
    }
    Ok(())
}

async fn client_streaming(mut stub: Stub) -> Outcome {
    let requests: Vec<_> = REQUESTS
        .iter()
        .map(|&size| StreamingInputCallRequest {
            payload: Some(payload(size)),
            ..Default::default()
        })
        .collect();
    let response = stub.streaming_input_call(tokio_stream::iter(requests)).await.map_err(text)?;
    equal("sum", response.into_inner().aggregated_payload_size, 74_922)
}

async fn client_compressed_streaming(stub: Stub) -> Outcome {
    let request = |size, value| StreamingInputCallRequest {
        payload: Some(payload(size)),
        expect_compressed: Some(BoolValue { value }),
    };
    let mut plain = stub.clone();
    refused(
        plain.streaming_input_call(tokio_stream::iter([request(27_182, true)])).await,
        Code::InvalidArgument,
    )?;
    let mut compressing = stub.send_compressed(CompressionEncoding::Gzip);
    let mut call =
        Request::new(tokio_stream::iter([request(27_182, true), request(45_904, false)]));
    call.extensions_mut().insert(Plain(vec![1]));
    let response = compressing.streaming_input_call(call).await.map_err(text)?;
    equal("sum", response.into_inner().aggregated_payload_size, 73_086)
}

async fn server_streaming(mut stub: Stub) -> Outcome {
    let parameters =
        RESPONSES.iter().map(|&size| ResponseParameters { size, ..Default::default() }).collect();
    let request =
        StreamingOutputCallRequest { response_parameters: parameters, ..Default::default() };
    let mut responses = stub.streaming_output_call(request).await.map_err(text)?.into_inner();
    for size in RESPONSES {
        sized(responses.message().await, size)?;
    }
    equal("end", responses.message().await.map_err(text)?, None)
}

async fn server_compressed_streaming(mut stub: Stub) -> Outcome {
    let expected = [(31_415, true), (92_653, false)];
    let parameters = expected.iter().map(|&(size, value)| ResponseParameters {
        size,
        compressed: Some(BoolValue { value }),
        ..Default::default()
    });
    let request = StreamingOutputCallRequest {
        response_parameters: parameters.collect(),
        ..Default::default()
    };
    let response = stub.streaming_output_call(request).await.map_err(text)?;
    let seen = seen(&response)?;
    let mut responses = response.into_inner();
    for (index, (size, compressed)) in expected.into_iter().enumerate() {
        sized(responses.message().await, size)?;
        equal("compressed", seen.message(index), Some(compressed))?;
    }
    equal("end", responses.message().await.map_err(text)?, None)
}

async fn ping_pong(mut stub: Stub) -> Outcome {
    let (requests, stream) = mpsc::channel(1);
    // Some servers send no headers before the first request.
    requests.send(ping(REQUESTS[0], RESPONSES[0])).await.map_err(text)?;
    let mut responses =
        stub.full_duplex_call(ReceiverStream::new(stream)).await.map_err(text)?.into_inner();
    sized(responses.message().await, RESPONSES[0])?;
    for (size, response) in REQUESTS.into_iter().zip(RESPONSES).skip(1) {
        requests.send(ping(size, response)).await.map_err(text)?;
        sized(responses.message().await, response)?;
    }
    drop(requests);
    equal("end", responses.message().await.map_err(text)?, None)
}

async fn empty_stream(mut stub: Stub) -> Outcome {
    let mut responses =
        stub.full_duplex_call(tokio_stream::empty()).await.map_err(text)?.into_inner();
    equal("end", responses.message().await.map_err(text)?, None)
}

async fn timeout_on_sleeping_server(mut stub: Stub) -> Outcome {
    // The request asks for no response and does not end the call.
    let request =
        StreamingOutputCallRequest { payload: Some(payload(27_182)), ..Default::default() };
    let (requests, stream) = mpsc::channel(1);
    requests.send(request).await.map_err(text)?;
    let mut call = Request::new(ReceiverStream::new(stream));
    call.set_timeout(Duration::from_millis(1));
    let outcome = match stub.full_duplex_call(call).await {
        Ok(response) => response.into_inner().message().await,
        Err(status) => Err(status),
    };
    refused(outcome, Code::DeadlineExceeded)
}

async fn cancel_after_begin(mut stub: Stub) -> Outcome {
    // The stream never ends. Dropping the call cancels it.
    let (requests, stream) = mpsc::channel::<StreamingInputCallRequest>(1);
    let call = stub.streaming_input_call(ReceiverStream::new(stream));
    match tokio::time::timeout(Duration::from_millis(50), call).await {
        Ok(response) => {
            return Err(format!(
                "the call ended though it was never completed: {:.200}",
                format!("{response:?}")
            ));
        }
        Err(_elapsed) => closed(&requests).await?,
    }
    // The connection still works.
    empty_unary(stub).await
}

async fn cancel_after_first_response(mut stub: Stub) -> Outcome {
    let (requests, stream) = mpsc::channel(1);
    requests.send(ping(27_182, 31_415)).await.map_err(text)?;
    let mut responses =
        stub.full_duplex_call(ReceiverStream::new(stream)).await.map_err(text)?.into_inner();
    sized(responses.message().await, 31_415)?;
    drop(responses);
    closed(&requests).await?;
    empty_unary(stub).await
}

async fn special_status_message(mut stub: Stub) -> Outcome {
    const MESSAGE: &str =
        "\t\ntest with whitespace\r\nand Unicode BMP \u{263a} and non-BMP \u{1f608}\t\n";
    let request =
        SimpleRequest { response_status: Some(echo_status(MESSAGE)), ..Default::default() };
    says(stub.unary_call(request).await, MESSAGE)
}

async fn echoed_status(mut stub: Stub, message: &str) -> Outcome {
    let request =
        SimpleRequest { response_status: Some(echo_status(message)), ..Default::default() };
    says(stub.unary_call(request).await, message)?;
    let request = StreamingOutputCallRequest {
        response_status: Some(echo_status(message)),
        ..Default::default()
    };
    let outcome = match stub.full_duplex_call(tokio_stream::iter([request])).await {
        Ok(response) => response.into_inner().message().await,
        Err(status) => Err(status),
    };
    says(outcome, message)
}

async fn custom_metadata(mut stub: Stub) -> Outcome {
    let response = stub.unary_call(with_metadata(large_request())).await.map_err(text)?;
    initial(response.metadata())?;
    trailing(response.metadata())?;

    let (requests, stream) = mpsc::channel(1);
    requests.send(ping(LARGE_REQUEST, LARGE_RESPONSE)).await.map_err(text)?;
    drop(requests);
    let response =
        stub.full_duplex_call(with_metadata(ReceiverStream::new(stream))).await.map_err(text)?;
    initial(response.metadata())?;
    let mut responses = response.into_inner();
    sized(responses.message().await, LARGE_RESPONSE)?;
    equal("end", responses.message().await.map_err(text)?, None)?;
    trailing(&responses.trailers().await.map_err(text)?.ok_or("no trailers")?)
}

const INITIAL_VALUE: &str = "test_initial_metadata_value";
const TRAILING_VALUE: [u8; 3] = [0xab, 0xab, 0xab];

fn with_metadata<T>(message: T) -> Request<T> {
    let mut request = Request::new(message);
    request.metadata_mut().insert(INITIAL, MetadataValue::from_static(INITIAL_VALUE));
    request.metadata_mut().insert_bin(TRAILING, MetadataValue::from_bytes(&TRAILING_VALUE));
    request
}

fn initial(metadata: &tonic::metadata::MetadataMap) -> Outcome {
    equal(
        "initial metadata",
        metadata.get(INITIAL).and_then(|value| value.to_str().ok()),
        Some(INITIAL_VALUE),
    )
}

fn trailing(metadata: &tonic::metadata::MetadataMap) -> Outcome {
    let value = metadata.get_bin(TRAILING).and_then(|value| value.to_bytes().ok());
    equal("trailing metadata", value.as_deref(), Some(&TRAILING_VALUE[..]))
}

fn payload(size: usize) -> Payload {
    Payload { body: vec![0; size], ..Default::default() }
}

fn large_request() -> SimpleRequest {
    SimpleRequest {
        response_size: LARGE_RESPONSE,
        payload: Some(payload(LARGE_REQUEST)),
        ..Default::default()
    }
}

fn ping(size: usize, response: i32) -> StreamingOutputCallRequest {
    StreamingOutputCallRequest {
        response_parameters: vec![ResponseParameters { size: response, ..Default::default() }],
        payload: Some(payload(size)),
        ..Default::default()
    }
}

fn echo_status(message: &str) -> EchoStatus {
    EchoStatus { code: Code::Unknown as i32, message: message.into() }
}

fn seen<T>(response: &Response<T>) -> Result<Compressed, String> {
    response
        .extensions()
        .get()
        .cloned()
        .ok_or_else(|| "the response has lost its extensions".into())
}

fn large_response(
    response: Result<Response<super::testing::SimpleResponse>, Status>,
) -> Result<Compressed, String> {
    let response = response.map_err(text)?;
    let seen = seen(&response)?;
    let payload = response.into_inner().payload.ok_or("no payload")?;
    equal("size of the payload", payload.body.len(), LARGE_RESPONSE as usize)?;
    equal("payload", payload.body.iter().all(|&byte| byte == 0), true)?;
    Ok(seen)
}

fn sized(response: Result<Option<StreamingOutputCallResponse>, Status>, size: i32) -> Outcome {
    let response = response.map_err(text)?.ok_or("the stream ended early")?;
    equal(
        "size of the payload",
        response.payload.map(|payload| payload.body.len()),
        usize::try_from(size).ok(),
    )
}

fn refused<T: Debug>(outcome: Result<T, Status>, code: Code) -> Outcome {
    match outcome {
        Err(status) => equal("code", status.code(), code)
            .map_err(|problem| format!("{problem}; {}", status.message())),
        Ok(response) => Err(format!("expected {code:?}, got {:.200}", format!("{response:?}"))),
    }
}

fn says<T: Debug>(outcome: Result<T, Status>, message: &str) -> Outcome {
    match outcome {
        Err(status) => equal("code", status.code(), Code::Unknown).and(equal(
            "message",
            status.message(),
            message,
        )),
        Ok(response) => Err(format!("expected a status, got {:.200}", format!("{response:?}"))),
    }
}

fn equal<T: PartialEq + Debug>(what: &str, is: T, expected: T) -> Outcome {
    if is == expected { Ok(()) } else { Err(format!("{what}: is {is:?}, expected {expected:?}")) }
}

/// Waits until the call has dropped its requests, which it does when it is cancelled.
async fn closed<T>(requests: &mpsc::Sender<T>) -> Outcome {
    tokio::time::timeout(Duration::from_secs(5), requests.closed())
        .await
        .map_err(|_| "the call was not cancelled".into())
}

fn text(problem: impl std::fmt::Display) -> String {
    problem.to_string()
}

//! `kiosk-server ADDRESS` sells newspapers. The service is functions of messages.

use std::error::Error;
use std::fmt;

use kiosk::proto::kiosk_server::{KioskServer, SimpleKiosk};
use kiosk::proto::{Money, Order, Receipt};
use rust_grpc::simple::{Context, Responses};
use tokio_stream::StreamExt as _;
use tonic::metadata::MetadataValue;
use tonic::transport::Server;
use tonic::transport::server::TcpIncoming;
use tonic::{Status, Streaming};

/// The errors of a kiosk. They know nothing of gRPC but their status.
#[derive(Debug)]
enum KioskError {
    Nothing,
    Unknown(String),
    Connection(Status),
}

impl fmt::Display for KioskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => write!(f, "an order of nothing"),
            Self::Unknown(paper) => write!(f, "no {paper}"),
            Self::Connection(status) => write!(f, "{status}"),
        }
    }
}

impl From<KioskError> for Status {
    fn from(error: KioskError) -> Self {
        match error {
            KioskError::Nothing => Self::invalid_argument(error.to_string()),
            KioskError::Unknown(_) => Self::not_found(error.to_string()),
            KioskError::Connection(status) => status,
        }
    }
}

/// The error of a stream of requests.
impl From<Status> for KioskError {
    fn from(status: Status) -> Self {
        Self::Connection(status)
    }
}

fn cents(paper: &str) -> Result<u32, KioskError> {
    match paper {
        "Times" => Ok(120),
        "Post" => Ok(90),
        _ => Err(KioskError::Unknown(paper.to_owned())),
    }
}

fn price(order: &Order) -> Result<u32, KioskError> {
    match order.count {
        0 => Err(KioskError::Nothing),
        count => Ok(cents(&order.paper)? * count),
    }
}

struct Kiosk;

impl SimpleKiosk for Kiosk {
    type Error = KioskError;

    async fn price(&self, order: Order, context: Context) -> Result<Money, KioskError> {
        context.response_metadata(|metadata| {
            metadata.insert("kiosk", MetadataValue::from_static("rust"));
        });
        context.response_trailers(|trailers| {
            trailers.insert("sold", MetadataValue::from_static("no"));
        });
        Ok(Money { cents: price(&order)? })
    }

    async fn buy(&self, mut orders: Streaming<Order>, _: Context) -> Result<Receipt, KioskError> {
        let mut receipt = Receipt::default();
        while let Some(order) = orders.message().await? {
            receipt.cents += price(&order)?;
            receipt.papers += order.count;
        }
        Ok(receipt)
    }

    async fn watch(
        &self,
        order: Order,
        context: Context,
    ) -> Result<Responses<Money, KioskError>, KioskError> {
        let (one, count) = (cents(&order.paper)?, order.count);
        let call = context.clone();
        tokio::spawn(async move {
            call.cancelled().await;
            println!("watch of {count} is cancelled");
        });
        let counts = (1..).take_while(move |nth| count == 0 || *nth <= count);
        Ok(Box::pin(tokio_stream::iter(counts).map(move |nth: u32| {
            context.response_trailers(|trailers| trailers.insert("prices", nth.into()));
            Ok(Money { cents: one.saturating_mul(nth) })
        })))
    }

    async fn haggle(
        &self,
        offers: Streaming<Money>,
        _: Context,
    ) -> Result<Responses<Money, KioskError>, KioskError> {
        let mut asked: u32 = 100;
        Ok(Box::pin(offers.map(move |offer| {
            asked = asked.saturating_sub(20).max(offer?.cents);
            Ok(Money { cents: asked })
        })))
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = std::env::args().nth(1).ok_or("usage: kiosk-server ADDRESS")?;
    let incoming = TcpIncoming::bind(address.parse()?)?;
    println!("listening on {}", incoming.local_addr()?);
    let server = Server::builder().add_service(KioskServer::simple(Kiosk));
    server.serve_with_incoming(incoming).await?;
    Ok(())
}

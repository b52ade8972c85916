//! Serves orders, and asks another service for prices: `shop-orders ADDRESS PRICES_ADDRESS`.
//!
//! A service that calls another one passes on the caller's deadline, is cancelled with the caller,
//! and tells the caller's errors from its own.

use std::error::Error;

use rust_grpc::layers::{Deadline, DeadlineLayer, Expiry};
use shop::orders_server::{Orders, OrdersServer};
use shop::prices_client::PricesClient;
use shop::{Item, Position, PriceRequest, Receipt, listen};
use tonic::transport::{Channel, Endpoint, Server};
use tonic::{Code, Request, Response, Status, Streaming};
use tower::Layer;

struct Till {
    prices: PricesClient<Deadline<Channel>>,
}

#[tonic::async_trait]
impl Orders for Till {
    async fn place(&self, request: Request<Streaming<Item>>) -> Result<Response<Receipt>, Status> {
        let deadline = request.extensions().get::<Expiry>().copied();
        let mut items = request.into_inner();
        let mut receipt = Receipt::default();
        while let Some(item) = items.message().await? {
            let cents = self.price(&item.article, deadline).await?.checked_mul(item.count.into());
            let cents = cents.ok_or_else(|| Status::out_of_range("the amount is too large"))?;
            receipt.total = receipt
                .total
                .checked_add(cents)
                .ok_or_else(|| Status::out_of_range("the amount is too large"))?;
            receipt.positions.push(Position { item: Some(item), cents });
        }
        Ok(Response::new(receipt))
    }
}

impl Till {
    async fn price(&self, article: &str, deadline: Option<Expiry>) -> Result<u64, Status> {
        let mut request = Request::new(PriceRequest { article: article.into() });
        if let Some(deadline) = deadline {
            request.set_timeout(deadline.remaining());
        }
        // A stub is cheap to clone. The clone shares the connection.
        match self.prices.clone().get(request).await {
            Ok(price) => Ok(price.into_inner().cents),
            // The caller asked for an unknown article, or the caller's time is over.
            Err(status) if matches!(status.code(), Code::NotFound | Code::DeadlineExceeded) => {
                Err(status)
            }
            // Any other error is between the two services.
            Err(status) => {
                Err(Status::unavailable(format!("no prices at the moment: {}", status.message())))
            }
        }
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (addr, prices) = std::env::args()
        .nth(1)
        .zip(std::env::args().nth(2))
        .ok_or("usage: shop-orders ADDRESS PRICES_ADDRESS")?;
    // Connects lazily: the other service may start later, or restart.
    let channel =
        DeadlineLayer.layer(Endpoint::from_shared(format!("http://{prices}"))?.connect_lazy());
    let orders = OrdersServer::new(Till { prices: PricesClient::new(channel) });
    Ok(Server::builder()
        .layer(DeadlineLayer)
        .add_service(orders)
        .serve_with_incoming(listen(&addr).await?)
        .await?)
}

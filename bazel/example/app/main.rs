//! Serves the orders of the shop, places one, and prints the receipt.

#![deny(warnings)]

use protos::shop::catalog::Catalog;
use protos::shop::common::Money;
use protos::shop::orders::orders_client::OrdersClient;
use protos::shop::orders::orders_server::{Orders, OrdersServer};
use protos::shop::orders::{Line, Order, Receipt};
use tonic::transport::Server;
use tonic::transport::server::TcpIncoming;
use tonic::{Request, Response, Status};

mod protos {
    include!(env!("PROTOS"));
}

struct Shop;

#[tonic::async_trait]
impl Orders for Shop {
    async fn place(&self, request: Request<Order>) -> Result<Response<Receipt>, Status> {
        let price = |line: &Line| line.price.as_ref().map_or(0, |price| price.cents);
        let lines = request.into_inner().lines;
        let cents = lines.iter().map(|line| i64::from(line.count) * price(line)).sum();
        let total = Some(Money { currency: "EUR".into(), cents });
        Ok(Response::new(Receipt { total }))
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let incoming = TcpIncoming::bind("127.0.0.1:0".parse()?)?;
    let address = incoming.local_addr()?;
    let server = Server::builder().add_service(OrdersServer::new(Shop));
    tokio::spawn(server.serve_with_incoming(incoming));

    let names = [("tea".to_owned(), "Tea".to_owned())].into();
    let catalog = Catalog { names };
    let mut client = OrdersClient::connect(format!("http://{address}")).await?;
    let lines = catalog.names.keys().map(|item| Line {
        item: item.clone(),
        count: 3,
        price: Some(Money { currency: "EUR".into(), cents: 250 }),
    });
    let receipt = client.place(Order { lines: lines.collect() }).await?.into_inner();
    let total = receipt.total.unwrap_or_default();
    println!("{} {}.{:02}", total.currency, total.cents / 100, total.cents % 100);
    Ok(())
}

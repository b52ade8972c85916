//! Serves prices: `shop-prices ADDRESS`.

use std::error::Error;

use shop::prices_server::{Prices, PricesServer};
use shop::{Price, PriceRequest, listen};
use tonic::transport::Server;
use tonic::{Request, Response, Status};

struct List;

#[tonic::async_trait]
impl Prices for List {
    async fn get(&self, request: Request<PriceRequest>) -> Result<Response<Price>, Status> {
        let cents = match request.get_ref().article.as_str() {
            "apple" => 40,
            "bread" => 350,
            "coffee" => 899,
            other => return Err(Status::not_found(format!("{other:?} is not sold here"))),
        };
        Ok(Response::new(Price { cents }))
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let addr = std::env::args().nth(1).ok_or("usage: shop-prices ADDRESS")?;
    Ok(Server::builder()
        .add_service(PricesServer::new(List))
        .serve_with_incoming(listen(&addr).await?)
        .await?)
}

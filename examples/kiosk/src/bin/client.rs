//! `kiosk-client ADDRESS` calls each method of a kiosk. The program has no runtime and no `async`.

use std::error::Error;
use std::sync::mpsc;
use std::time::Duration;

use kiosk::proto::kiosk_client::KioskBlockingClient;
use kiosk::proto::{Money, Order};
use tonic::{Code, Request};

fn order(paper: &str, count: u32) -> Order {
    Order { paper: paper.into(), count }
}

fn main() -> Result<(), Box<dyn Error>> {
    let address = std::env::args().nth(1).ok_or("usage: kiosk-client ADDRESS")?;
    let kiosk = KioskBlockingClient::connect(format!("http://{address}"))?;

    // One request, one response.
    let price = kiosk.price(order("Times", 2))?;
    println!("2 Times: {}, served by {:?}", price.get_ref().cents, price.metadata().get("kiosk"));
    let unknown = kiosk.price(order("Unknown", 1)).unwrap_err();
    println!("Unknown: {:?} {}", unknown.code(), unknown.message());

    // A stream of requests is an iterator. It runs on this thread, so it can borrow.
    let papers = ["Times".to_owned(), "Post".to_owned()];
    let receipt = kiosk.buy(papers.iter().map(|paper| order(paper, 3)))?.into_inner();
    println!("bought {} papers for {}", receipt.papers, receipt.cents);

    // A stream of responses is an iterator, too.
    let prices = kiosk.watch(order("Post", 3))?.into_inner();
    let prices: Vec<u32> =
        prices.map(|money| Ok(money?.cents)).collect::<Result<_, tonic::Status>>()?;
    println!("prices {prices:?}");

    // Dropping the iterator cancels the call. These prices do not end.
    let endless = kiosk.watch(order("Post", 0))?.into_inner();
    println!(
        "first prices {:?}",
        endless.take(2).map(|price| Ok(price?.cents)).collect::<Result<Vec<_>, tonic::Status>>()?
    );

    // The iterator of the requests runs on a thread of its own. It waits for the responses.
    let (offers, offered) = mpsc::channel();
    let mut prices = kiosk.haggle(offered)?;
    let mut offer = 10;
    offers.send(Money { cents: offer })?;
    while let Some(price) = prices.message()? {
        println!("offered {offer}, asked for {}", price.cents);
        if price.cents <= offer {
            break;
        }
        offer += 20;
        offers.send(Money { cents: offer })?;
    }

    // The deadline holds for the whole call.
    let (silent, never) = mpsc::channel();
    let mut request = Request::new(never);
    request.set_timeout(Duration::from_millis(100));
    let late = kiosk.haggle(request).and_then(|answers| answers.collect::<Result<Vec<_>, _>>());
    assert_eq!(late.unwrap_err().code(), Code::DeadlineExceeded);
    println!("the deadline has passed");
    drop(silent);
    Ok(())
}

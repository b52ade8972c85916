//! Asks the Greeter for greetings: `client [NAME [ADDRESS]]`.

use @CRATE@::HelloRequest;
use @CRATE@::greeter_client::GreeterClient;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_else(|| "world".into());
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:50051".into());
    let mut client = GreeterClient::connect(format!("http://{address}")).await?;

    let request = HelloRequest { name };
    let reply = client.say_hello(request.clone()).await?;
    println!("{}", reply.into_inner().message);

    let mut replies = client.say_hellos(request).await?.into_inner();
    while let Some(reply) = replies.message().await? {
        println!("{}", reply.message);
    }
    Ok(())
}

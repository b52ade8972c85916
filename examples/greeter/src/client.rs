//! Asks the Greeter for a greeting and prints it: `greeter-client [NAME [ADDRESS]]`.

use greeter::HelloRequest;
use greeter::greeter_client::GreeterClient;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_else(|| "world".into());
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:50051".into());
    let mut client = GreeterClient::connect(format!("http://{address}")).await?;
    let reply = client.say_hello(HelloRequest { name }).await?;
    println!("{}", reply.into_inner().message);
    Ok(())
}

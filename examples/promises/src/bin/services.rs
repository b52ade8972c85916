//! Several services on one port: two of our own, health checking, and reflection in both versions.
//!
//!     services server ADDRESS
//!     services client ADDRESS

use std::time::Instant;

use promises::clock_client::ClockClient;
use promises::clock_server::{Clock, ClockServer};
use promises::echo_client::EchoClient;
use promises::echo_server::EchoServer;
use promises::{Echoing, Failure, Role, Text, UptimeReply, UptimeRequest, expect, listen, role};
use tonic::transport::{Endpoint, Server};
use tonic::{Request, Response, Status};
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    match role()? {
        Role::Server(addr, _) => {
            let (health, health_service) = tonic_health::server::health_reporter();
            health.set_serving::<EchoServer<Echoing>>().await;
            // The clock has just started and is not ready yet.
            health.set_not_serving::<ClockServer<SinceStart>>().await;
            // The option `descriptor_set` embeds the descriptors. Tools ask for them by either
            // version of reflection.
            let reflection = || {
                tonic_reflection::server::Builder::configure()
                    .register_encoded_file_descriptor_set(promises::FILE_DESCRIPTOR_SET)
                    .register_encoded_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET)
            };
            let server = Server::builder()
                .add_service(EchoServer::new(Echoing))
                .add_service(ClockServer::new(SinceStart(Instant::now())))
                .add_service(health_service)
                .add_service(reflection().build_v1()?)
                .add_service(reflection().build_v1alpha()?);
            Ok(server.serve_with_incoming(listen(&addr).await?).await?)
        }
        Role::Client(addr, _) => {
            // One connection serves all clients.
            let channel = Endpoint::from_shared(format!("http://{addr}"))?.connect().await?;
            let reply = EchoClient::new(channel.clone())
                .say(Text { text: "one".into() })
                .await?
                .into_inner();
            expect("echo", reply.text, "one".into())?;
            let up = ClockClient::new(channel.clone())
                .uptime(UptimeRequest {})
                .await?
                .into_inner()
                .milliseconds;
            println!("up for {up} ms");
            let request = tonic_health::pb::HealthCheckRequest { service: "promises.Echo".into() };
            let health = HealthClient::new(channel).check(request).await?.into_inner();
            expect("health", health.status(), ServingStatus::Serving)
        }
    }
}

struct SinceStart(Instant);

#[tonic::async_trait]
impl Clock for SinceStart {
    async fn uptime(&self, _: Request<UptimeRequest>) -> Result<Response<UptimeReply>, Status> {
        // `u64` milliseconds last for half a billion years.
        Ok(Response::new(UptimeReply {
            milliseconds: self.0.elapsed().as_millis().try_into().unwrap_or(u64::MAX),
        }))
    }
}

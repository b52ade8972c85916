//! A client with the settings of another one.

use super::Client;

impl<T> Client<T> {
    /// Returns a client with the same settings over another service.
    pub fn over<U>(self, service: impl FnOnce(T) -> U) -> Client<U> {
        let Self {
            service: inner,
            origin,
            last,
            format,
            send,
            accept,
            max_decoding_message_size,
            max_encoding_message_size,
        } = self;
        Client {
            service: service(inner),
            origin,
            last,
            format,
            send,
            accept,
            max_decoding_message_size,
            max_encoding_message_size,
        }
    }
}

//! The trait that users implement to generate code for their services.

use crate::Service;

/// Generates code for services, beside the types of messages.
/// [`Config::service_generator`](crate::Config::service_generator) sets it.
pub trait ServiceGenerator {
    /// Appends the code for a service to `buf`. The text becomes part of the file of the service's
    /// package.
    fn generate(&mut self, service: Service, buf: &mut String);

    /// Appends the code that the services of a .proto file share. It is called once for each .proto
    /// file, after the calls of [`generate`](Self::generate) for the services of the file. The
    /// default appends nothing.
    fn finalize(&mut self, _buf: &mut String) {}

    /// Appends code for a package. It is called once for each package that has services, after the
    /// calls for all .proto files. The default appends nothing.
    fn finalize_package(&mut self, _package: &str, _buf: &mut String) {}
}

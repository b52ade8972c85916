//! What users put in to get code for their services.

use crate::Service;

/// Writes code for services, beside the types of their messages. It is given to
/// [`Config::service_generator`](crate::Config::service_generator).
pub trait ServiceGenerator {
    /// Writes code for a service to the end of `buf`, which becomes the file of the service's
    /// package.
    fn generate(&mut self, service: Service, buf: &mut String);

    /// Called after the services of each .proto file, to write what they share. Writes nothing by
    /// default.
    fn finalize(&mut self, _buf: &mut String) {}

    /// Called once for each package that has services, after all of them. Writes nothing by
    /// default.
    fn finalize_package(&mut self, _package: &str, _buf: &mut String) {}
}

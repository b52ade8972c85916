//! Small projects: what the command changes, what it reports, and what it refuses.

#[path = "small/buf.rs"]
mod buf;
#[path = "small/manifests.rs"]
mod manifests;
#[path = "small/project.rs"]
mod project;
#[path = "small/rewrites.rs"]
mod rewrites;
#[path = "small/scripts.rs"]
mod scripts;
#[path = "small/write.rs"]
mod write;

//! Why a row stands without a limit, or without a peer, said under each table.

/// Why rows of this figure have no limit; nothing where each has one.
pub fn limit(figure: &str) -> &'static str {
    match figure {
        "first-sync" => "what a device asks for, and a listing alone: protocol, for which there is no least",
        "nightly" => "counts of segments and items are told to explain the bytes",
        "reconnect" => {
            "its bar is absolute: a relay of plain HTTP cannot say that nothing is new for twenty spaces"
        }
        "edit-bytes" | "private-edit" => {
            "its bar is absolute: what must be signed, sealed and framed depends on the protocol"
        }
        "screens" => {
            "memory has an absolute bar; of a search with filters nobody has written a least program"
        }
        "apps" => {
            "how many bytes cross is told to explain the time; of the sections of *Discover*, of drawing, and of what many changes \
             wake, nobody has written a least program"
        }
        "idle" => {
            "its bar is absolute: beneath a connection lie only the kernel's buffers, which are not counted"
        }
        "documents" => "what is told of Automerge's sync is itself a comparison",
        "members" | "healing" => "no lesser program does this: ratios to other work would say nothing",
        "size" => "its bar is absolute",
        "peers" => {
            "memory and processor time of a server and what is ready after opening depend on what a program promises; \
             the least would be nothing"
        }
        "day" => {
            "a phone that does nothing spends nothing; what stands here is absolute, and the store opened with nothing done \
             is the floor of every step"
        }
        _ => "none was written",
    }
}

/// Why rows of this figure have no peer beside them.
pub fn peer(figure: &str) -> &'static str {
    match figure {
        "first-sync" | "documents" | "screens" | "private-edit" => {
            "those of *Beside what a team would pick instead*, where the same job was done at the same size; else none"
        }
        "edited-often" => {
            "a listing is a record, which peers do not have; a document edited often stands in *Beside what a team would \
             pick instead*"
        }
        "nightly" | "ingest" => "none signs anything, packs a log or gives a receipt after a commit",
        "reconnect" => {
            "none follows twenty spaces by one session; one space stands in *Beside what a team would pick instead*"
        }
        "edit-bytes" | "edit-latency" => {
            "none signs what it sends; an edit to the other device stands in *Beside what a team would pick instead*"
        }
        "idle" => "readers of one server stand in *Beside what a team would pick instead*",
        "members" => "none has members, keys or seals",
        "healing" => "none notices that its server was set back",
        "scanner" => "none looks at a change before it is merged",
        "seats" => "none has places",
        "day" => {
            "a program of Node's is no phone's, and wakes, sealed commands and receipts are not what they do"
        }
        "apps" => "none was put behind a screen",
        "networks" | "peers" => "who could not do it is said in the second table",
        _ => "none was driven at this",
    }
}

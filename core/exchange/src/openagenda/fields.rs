//! The fields of OpenAgenda that a listing has no use for, and why.

use crate::loss::LossReason;

/// Reason for a field of an event that was not taken.
pub(super) fn event(key: &str) -> LossReason {
    match key {
        "dateRange" | "firstTiming" | "lastTiming" | "nextTiming" | "country" | "locationUid" | "range"
        | "department" | "region" | "adminLevel1" | "adminLevel2" | "adminLevel3" | "adminLevel4"
        | "adminLevel5" | "firstDate" | "lastDate" | "firstTimeStart" | "firstTimeEnd" | "lastTimeStart"
        | "lastTimeEnd" | "thumbnail" | "originalImage" | "html" | "permalink" | "spacetimeinfo"
        | "passed" | "relative" => LossReason::Repeated,
        "slug" | "createdAt" | "featured" | "private" | "draft" | "state" | "fileKey" | "agendaUid"
        | "originAgenda" | "sourceAgendas" | "motive" | "addMethod" | "contributor_agenda"
        | "locationSetUid" | "imageVersion" | "extIds" | "_agg" | "_id" | "sort" | "permissions"
        | "references" | "setUid" | "locationUpdatedAt" => LossReason::Technical,
        "creatorUid" | "ownerUid" | "member" | "members" | "contributor" | "owner" | "creator" | "author"
        | "email" | "contact" | "user" | "users" | "contactEmail" | "contactPhone" | "contactName" => {
            LossReason::Private
        }
        "links" | "timetable" => LossReason::NoField,
        _ => LossReason::UnknownField,
    }
}

/// Reason for a field of a location that was not taken.
pub(super) fn location(key: &str) -> LossReason {
    match key {
        "department" | "region" | "adminLevel1" | "adminLevel2" | "adminLevel3" | "adminLevel4"
        | "adminLevel5" | "insee" | "timezone" | "country" | "_agg" => LossReason::Repeated,
        "disqualifiedDuplicates"
        | "duplicateCandidates"
        | "setUid"
        | "uid"
        | "createdAt"
        | "updatedAt"
        | "state"
        | "extId"
        | "extIds"
        | "slug"
        | "agendaUid"
        | "mergedIn"
        | "eventCount"
        | "agenda" => LossReason::Technical,
        "access" | "description" | "links" | "website" | "phone" | "image" | "imageCredits" | "district"
        | "tags" | "capacity" => LossReason::NoField,
        "email" | "creatorUid" | "member" => LossReason::Private,
        _ => LossReason::UnknownField,
    }
}

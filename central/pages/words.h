#pragma once

#include <string_view>

namespace indraj::central::pages {

enum class Language { English, Urdu };

/// The words of the operations pages, by what they stand for.
enum class Word {
    Title,
    Overview,
    Stations,
    Findings,
    UpdatedAt,
    OtherLanguage,
    StationsSeen,
    OfAll,
    PacketsOwed,
    ByStations,
    StoredDay,
    Unopened,
    Gaps,
    SequencesLost,
    ToLookAt,
    Conflicts,
    Refused,
    WaitingForPerson,
    Blocked,
    Admitted,
    IntakePerHour,
    Hour,
    Packets,
    Bytes,
    NothingYet,
    AllIsWell,
    AllIsWellMore,
    Station,
    Place,
    State,
    LastSeen,
    Owes,
    Unfinished,
    Lost,
    Stored24h,
    Silent,
    Find,
    FindStation,
    Show,
    ShowAll,
    ShowAttention,
    ShowOwing,
    Shown,
    Of,
    Next,
    Previous,
    NoStations,
    NoSuchStation,
    Packet,
    Sequence,
    When,
    What,
    Times,
    NoFindings,
    FirstSeen,
    LastStatement,
    Never,
    HighestSequence,
    StoredHere,
    SaidOwed,
    LostHere,
    LostMore,
    StillComing,
    StillComingMore,
    Since,
    Progress,
    NothingOwed,
    Because,
    ConflictContent,
    ConflictAnnounced,
    ConflictSequence,
    ConflictAudit,
    RefusedDigest,
    RefusedNotForUs,
    RefusedSignature,
    RefusedStation,
    RefusedContainer,
    RefusedManifest,
    RefusedPart,
    OtherFinding,
    DatabaseAway,
    DatabaseAwayMore,
    PageAbsent,
    Last
};

/// UTF-8. Any thread.
std::string_view word(Word word, Language language);

/// The words for a finding's code ("conflict-content", "refused-digest").
Word wordOfFinding(std::string_view code);

} // namespace indraj::central::pages

#pragma once

#include "storage/packetstore.h"

namespace indraj {

/// Why another station's disk is not sent on.
enum class CarryFault {
    None,
    NotADisk, ///< no list of a station in that folder
    SeveralFolders, ///< lists of several copies: one has to be chosen
    BadList, ///< its signature does not verify against the stations' authority, or it is no such list
    OwnDisk, ///< of this very station, which sends its packets by itself
    CannotWrite, ///< write-protected: receipts could not go back on it
    NoRoom, ///< no room for the receipts
    DiskGone, ///< pulled out, or it no longer answers: it goes on by itself when it is back
    CentralRefuses, ///< its station, or this one, is unknown to central, blocked or revoked
    NotOffered, ///< this central, or the site's OSIA server, takes no other station's packets
    BadAnswer, ///< central's signature over what it holds does not verify
    NotNow, ///< nobody is logged in, or another disk is under way
    Stopped, ///< by a person, or the shift has ended
};

/// What is on a disk, before anything is sent. Of the packets themselves nobody but central can read
/// anything.
struct CarryPreview {
    CarryFault fault = CarryFault::None;
    QString folder; ///< that with the list in it
    QString station; ///< who signed the list
    int packets = 0;
    qint64 bytes = 0;
    int atCentral = -1; ///< of the packets; negative: central could not be asked, see `line`
    UploadFault line = UploadFault::None;
};

/// How far it is.
struct CarryProgress {
    int done = 0; ///< packets whose receipts are on the disk
    int packets = 0;
    qint64 sent = 0; ///< bytes that central has, those of packets that are done included
    qint64 bytes = 0;
    UploadFault waiting = UploadFault::None; ///< why it is not going on just now
    QDateTime nextTry; ///< UTC, then
    QString station{}; ///< whose disk it is
    bool resumed = false; ///< nobody has chosen it in this shift: it was found again
};

/// How it ended. Whatever the end, what central has committed stays, and the same disk goes on from there.
struct CarryReport {
    CarryFault fault = CarryFault::None;
    QString station;
    int packets = 0; ///< whose receipts are on the disk now
    int refused = 0; ///< changed or missing on the disk, or not taken by central: named in the log
    QString detail{}; ///< for the log
};

} // namespace indraj

Q_DECLARE_METATYPE(indraj::CarryPreview)
Q_DECLARE_METATYPE(indraj::CarryProgress)
Q_DECLARE_METATYPE(indraj::CarryReport)

#pragma once

#include "central/database.h"
#include "central/signing.h"

namespace indraj::central {

/// The versions of central/schema this binary was built with: "1,2,3".
std::string expectedSchemaVersions();

/// One announced packet.
struct Announced {
    std::string packet;
    long long length = 0;
    Bytes sha256;
    long long sequence = 0;
    std::string kind;
    long long auditSequence = 0; ///< of the station's audit chain; 0: the list has no heads (version 1)
    Bytes auditHead{}; ///< 32 bytes; empty with 0
};

/// What create fixes for ever.
struct NewPacket {
    std::string packet;
    std::string station;
    long long sequence = 0;
    std::string kind;
    long long length = 0;
    Bytes sha256;
};

/// A function's `outcome` column with the offset it speaks of.
struct Outcome {
    std::string code;
    long long offset = 0;
    long long total = 0;
};

/// What the receipt function answers.
struct StoredReceipt {
    std::string code;
    ReceiptFacts facts;
    Bytes receipt; ///< empty: none signed yet
};

template <class T> using DatabaseAnswer = tl::expected<T, DatabaseError>;

/// The service's only statements: calls of the SECURITY DEFINER functions in central/schema.
DatabaseAnswer<Outcome> announce(Connection &db, const std::string &station, std::string_view signedList,
                                 const std::vector<Announced> &packets);
/// `first`: bytes from the beginning, appended in the same transaction where nothing has been committed yet,
/// otherwise left. code: created, exists, conflict, blocked, or appendChunk()'s digest.
DatabaseAnswer<Outcome> createPacket(Connection &db, const NewPacket &packet, std::string_view first = {});
DatabaseAnswer<Outcome> packetStatus(Connection &db, const std::string &packet, const std::string &station);
DatabaseAnswer<Outcome> appendChunk(Connection &db, const std::string &packet, const std::string &station,
                                    long long start, std::string_view data);
/// With an empty `receipt` it only reads. Answers the one receipt that is stored.
DatabaseAnswer<StoredReceipt> receiptFor(Connection &db, const std::string &packet,
                                         const std::string &station, std::string_view receipt);
/// What a disk's list that `carrier` shows says of `station`'s packets; `states` as in central/schema/0015.
struct CarriedList {
    std::string code; ///< taken, carrier-blocked, blocked
    std::string states;
};
DatabaseAnswer<CarriedList> carry(Connection &db, const std::string &carrier, const std::string &station,
                                  std::string_view signedList, const std::vector<Announced> &packets);
/// code: carried, carrier-blocked, unknown.
DatabaseAnswer<Outcome> mayCarry(Connection &db, const std::string &carrier, const std::string &station,
                                 const std::string &packet);
/// Gives an unfinished upload up. code: terminated, stored, unknown or blocked.
DatabaseAnswer<Outcome> terminatePacket(Connection &db, const std::string &packet,
                                        const std::string &station);
/// What the database has, as expectedSchemaVersions().
DatabaseAnswer<std::string> schemaVersions(Connection &db);

} // namespace indraj::central

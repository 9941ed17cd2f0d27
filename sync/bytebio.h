#pragma once

#include <QByteArray>
#include <QList>

#include <openssl/bio.h>

#include <memory>

namespace indraj {

struct BioFreer {
    void operator()(BIO *bio) const { BIO_free_all(bio); }
};
using Bio = std::unique_ptr<BIO, BioFreer>;

/// Ends of OpenSSL's pipes that are Qt's bytes. OpenSSL's own memory BIO grows by a third at a time, copies
/// and wipes what it leaves behind, and wants its input in one piece: six tenths of the time of sealing 5 MB,
/// most of it in touching fresh pages. Each is null when OpenSSL gives none. For one thread at a time.

/// Appends what is written to `bytes`, which must live as long; reserve room first.
Bio bytesWriter(QByteArray *bytes);

/// Reads the pieces one after the other, without joining them. They must live as long and stay as they are.
Bio piecesReader(const QList<QByteArray> &pieces);

} // namespace indraj

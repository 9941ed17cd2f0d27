#include "sync/bytebio.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace indraj {
namespace {

struct MethodFreer {
    void operator()(BIO_METHOD *method) const { BIO_meth_free(method); }
};
using Method = std::unique_ptr<BIO_METHOD, MethodFreer>;

Method newMethod(const char *name)
{
    return Method(BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, name));
}

Bio newBio(const Method &method, void *data)
{
    Bio bio(method && data ? BIO_new(method.get()) : nullptr);
    if (bio) {
        BIO_set_data(bio.get(), data);
        BIO_set_init(bio.get(), 1);
    }
    return bio;
}

int appendTo(BIO *bio, const char *data, std::size_t size, std::size_t *written)
{
    try {
        static_cast<QByteArray *>(BIO_get_data(bio))->append(data, static_cast<qsizetype>(size));
    } catch (const std::bad_alloc &) {
        return 0; // no exception may go through OpenSSL, which reports the write as failed
    }
    *written = size;
    return 1;
}

long flushOnly(BIO *, int command, long, void *) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

/// How far a reader has come.
struct Place {
    const QList<QByteArray> &pieces;
    qsizetype piece = 0;
    qsizetype at = 0;
};

int readFrom(BIO *bio, char *data, std::size_t size, std::size_t *taken)
{
    auto *const place = static_cast<Place *>(BIO_get_data(bio));
    *taken = 0;
    while (*taken < size && place->piece < place->pieces.size()) {
        const QByteArray &piece = place->pieces.at(place->piece);
        const auto part = std::min(static_cast<qsizetype>(size - *taken), piece.size() - place->at);
        std::memcpy(data + *taken, piece.constData() + place->at, static_cast<std::size_t>(part));
        *taken += static_cast<std::size_t>(part);
        place->at += part;
        if (place->at == piece.size()) {
            ++place->piece;
            place->at = 0;
        }
    }
    return *taken > 0 ? 1 : 0;
}

long endOnly(BIO *bio, int command, long, void *)
{
    const auto *const place = static_cast<const Place *>(BIO_get_data(bio));
    return command == BIO_CTRL_EOF && place->piece == place->pieces.size() ? 1 : 0;
}

int forgetPlace(BIO *bio)
{
    delete static_cast<Place *>(BIO_get_data(bio));
    BIO_set_data(bio, nullptr);
    return 1;
}

} // namespace

Bio bytesWriter(QByteArray *bytes)
{
    static const Method method = [] {
        Method made = newMethod("bytes writer");
        if (made) {
            BIO_meth_set_write_ex(made.get(), appendTo);
            BIO_meth_set_ctrl(made.get(), flushOnly);
        }
        return made;
    }();
    return newBio(method, bytes);
}

Bio piecesReader(const QList<QByteArray> &pieces)
{
    static const Method method = [] {
        Method made = newMethod("pieces reader");
        if (made) {
            BIO_meth_set_read_ex(made.get(), readFrom);
            BIO_meth_set_ctrl(made.get(), endOnly);
            BIO_meth_set_destroy(made.get(), forgetPlace);
        }
        return made;
    }();
    auto place = std::make_unique<Place>(Place{pieces});
    Bio bio = newBio(method, place.get());
    if (bio)
        static_cast<void>(place.release()); // forgetPlace() has it now
    return bio;
}

} // namespace indraj

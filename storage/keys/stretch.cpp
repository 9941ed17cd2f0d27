#include "storage/keys/stretch.h"

#include <cstdlib>

#include <argon2.h>
#include <sys/mman.h>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t hugePage = std::size_t(2) * 1024 * 1024;

/// Argon2 touches its memory in no order: with pages of 4 KiB half of its time went into page faults and
/// address translation. Where the system has no large pages to give, this is plain memory.
int takeMemory(uint8_t **memory, std::size_t bytes)
{
    const std::size_t size = (bytes + hugePage - 1) / hugePage * hugePage;
    void *taken = bytes < hugePage ? std::malloc(bytes) : std::aligned_alloc(hugePage, size);
    if (taken && bytes >= hugePage) {
        ::madvise(taken, size, MADV_HUGEPAGE);
        ::madvise(taken, size, MADV_DONTDUMP);
    }
    *memory = static_cast<uint8_t *>(taken);
    return taken ? ARGON2_OK : ARGON2_MEMORY_ALLOCATION_ERROR;
}

/// Argon2 has wiped it.
void giveBack(uint8_t *memory, std::size_t) { std::free(memory); }

} // namespace

Outcome<SecretBytes> argon2id(const SecretBytes &passphrase, const QByteArray &salt, const KdfPolicy &cost)
{
    SecretBytes key(static_cast<std::size_t>(sizes::key));
    QByteArray ownSalt = salt; // the interface of the library is not const
    SecretBytes ownPhrase = passphrase.clone();
    argon2_context context = {};
    context.out = key.bytes().data();
    context.outlen = static_cast<uint32_t>(key.size());
    context.pwd = ownPhrase.bytes().data();
    context.pwdlen = static_cast<uint32_t>(ownPhrase.size());
    context.salt = reinterpret_cast<uint8_t *>(ownSalt.data());
    context.saltlen = static_cast<uint32_t>(ownSalt.size());
    context.t_cost = cost.passes;
    context.m_cost = cost.memoryKiB;
    context.lanes = cost.lanes;
    context.threads = cost.lanes;
    context.version = ARGON2_VERSION_13;
    context.allocate_cbk = takeMemory;
    context.free_cbk = giveBack;
    const int code = argon2_ctx(&context, Argon2_id);
    if (code != ARGON2_OK)
        return failed(StoreFault::Internal, u"Argon2id: "_s + QString::fromUtf8(argon2_error_message(code)));
    return key;
}

} // namespace indraj

#include "storage/keys/stretch.h"

#include <cstdint>

#include <argon2.h>
#include <sys/mman.h>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t hugePage = std::size_t(2) * 1024 * 1024;

std::size_t wholePages(std::size_t bytes) { return (bytes + hugePage - 1) / hugePage * hugePage; }

/// Argon2 touches its memory in no order: with pages of 4 KiB half of its time went into page faults and
/// address translation. Where the system has no large pages to give, this is plain memory. It
/// does not come from malloc, which in a station overwrites what it gives out and takes back: at this size
/// that took twice as long as the derivation itself.
int takeMemory(uint8_t **memory, std::size_t bytes)
{
    const std::size_t size = wholePages(bytes);
    void *mapped
        = ::mmap(nullptr, size + hugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED)
        return ARGON2_MEMORY_ALLOCATION_ERROR;
    auto *first = static_cast<uint8_t *>(mapped);
    const std::size_t before = (hugePage - reinterpret_cast<std::uintptr_t>(mapped) % hugePage) % hugePage;
    if (before > 0)
        ::munmap(first, before);
    if (before < hugePage)
        ::munmap(first + before + size, hugePage - before);
    *memory = first + before;
    ::madvise(*memory, size, MADV_HUGEPAGE);
    ::madvise(*memory, size, MADV_DONTDUMP);
    return ARGON2_OK;
}

/// Argon2 has wiped it.
void giveBack(uint8_t *memory, std::size_t bytes) { ::munmap(memory, wholePages(bytes)); }

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

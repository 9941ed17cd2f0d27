#include "storage/enginememory.h"

#include <atomic>
#include <cstdint>
#include <cstring>

#include <sqlite3.h>
#include <sys/mman.h>
#include <unistd.h>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The allocator beneath ours. The engine's configuration takes functions without an argument, so this is the
/// one thing that has to be found without being handed down.
sqlite3_mem_methods beneath{};

/// Each locked block is a mapping of its own to the kernel, and a process may have some 65,000 of them. A
/// cache of any size must not use those up, so locking ends here; a vault's own cache is 16 MiB.
constexpr std::size_t mostLocked = std::size_t(64) * 1024 * 1024;
/// Bytes of all blocks that are large enough to be locked.
std::atomic<std::size_t> inLargeBlocks = 0;

/// Smaller blocks share their system page with others, and unlocking one would unlock its neighbour.
constexpr int lockedFrom = 8192;

/// The system pages that lie wholly within a block.
struct WholePages {
    WholePages(void *block, int size)
    {
        static const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
        const auto start = reinterpret_cast<std::uintptr_t>(block);
        begin = (start + page - 1) / page * page;
        const std::uintptr_t end = (start + static_cast<std::uintptr_t>(size)) / page * page;
        length = end > begin ? end - begin : 0;
    }
    void *address() const { return reinterpret_cast<void *>(begin); }

    std::uintptr_t begin = 0;
    std::size_t length = 0;
};

void *guardedAllocate(int size)
{
    void *block = beneath.xMalloc(size);
    const int given = block ? beneath.xSize(block) : 0; // may be more, and is what guardedFree() sees
    if (given >= lockedFrom) {
        const WholePages pages(block, given);
        // Over the system's own limit it is not locked, merely overwritten in the end.
        if (inLargeBlocks.fetch_add(pages.length) + pages.length <= mostLocked)
            ::mlock(pages.address(), pages.length);
    }
    return block;
}

void guardedFree(void *block)
{
    if (!block)
        return;
    const int size = beneath.xSize(block);
    ::explicit_bzero(block, static_cast<std::size_t>(size));
    if (size >= lockedFrom) {
        const WholePages pages(block, size);
        ::munlock(pages.address(), pages.length);
        inLargeBlocks.fetch_sub(pages.length);
    }
    beneath.xFree(block);
}

/// Never in place of the C library's: that would leave the old bytes behind when it moves the block.
void *guardedResize(void *block, int size)
{
    const int before = beneath.xSize(block);
    if (size <= before)
        return block;
    void *larger = guardedAllocate(size);
    if (!larger)
        return nullptr;
    std::memcpy(larger, block, static_cast<std::size_t>(before));
    guardedFree(block);
    return larger;
}

bool installGuard()
{
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &beneath) != SQLITE_OK)
        return false;
    sqlite3_mem_methods guarded = beneath;
    guarded.xMalloc = guardedAllocate;
    guarded.xFree = guardedFree;
    guarded.xRealloc = guardedResize;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &guarded) == SQLITE_OK;
}

} // namespace

Outcome<void> guardEngineMemory()
{
    static const bool installed = installGuard();
    if (!installed)
        return failed(StoreFault::EngineUnfit, u"the engine was in use before its memory was guarded"_s);
    return {};
}

} // namespace indraj

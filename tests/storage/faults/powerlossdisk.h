#pragma once

#include "filecalls.h"

#include <map>
#include <random>
#include <string>
#include <vector>

namespace indraj::test {

using Random = std::mt19937_64;

/// A disk with a volatile cache. What was written since the last fsync of a file survives a power cut sector
/// by sector at random, in any order, torn; a name created, renamed or removed since the last fsync of the
/// folder may be gone, or still there. The files themselves are the real ones of the folder: losePower()
/// rewrites them.
class PowerLossDisk : public Disk {
public:
    /// @param lies fsync answers "done" and does nothing.
    PowerLossDisk(const QByteArray &folder, Random &random, bool lies = false);

    /// The power goes at the n-th change from now; then every call fails until losePower().
    void cutAfter(int changes) { m_left = changes; }
    bool isDead() const { return m_dead; }
    /// What the disk still has when the power is back. Nothing of the folder may be open.
    void losePower();
    /// All that is there counts as durable: where a lying disk is to start from.
    void adopt();

    int judge(const FileEvent &event) override;
    void done(const FileEvent &event, int descriptor) override;
    void closed(int descriptor) override;
    bool tearsFailedWrites() const override
    {
        return false;
    } // the cut write is kept in the cache, like the rest

private:
    struct Change {
        std::int64_t at;
        std::string bytes;
        bool truncates;
    };
    struct File {
        std::string durable;
        std::vector<Change> cached;
    };
    struct NameChange {
        QByteArray from; ///< empty: `to` is new
        QByteArray to; ///< empty: `from` is removed
        int file;
    };
    using Names = std::map<QByteArray, int>;

    void cache(const FileEvent &event);
    int fileOf(const FileEvent &event) const;
    std::string survivor(const File &file);
    void keepSectors(const Change &change, bool all, std::string *content);
    Names survivingNames();
    bool chance(int percent);
    static void apply(const Change &change, std::string *content);
    static void apply(const NameChange &change, Names *names);

    QByteArray m_folder;
    Random &m_random;
    bool m_lies;
    bool m_dead = false;
    int m_left = -1;
    std::vector<File> m_files;
    Names m_names;
    Names m_durableNames;
    std::vector<NameChange> m_nameChanges;
    std::map<int, int> m_open;
};

} // namespace indraj::test

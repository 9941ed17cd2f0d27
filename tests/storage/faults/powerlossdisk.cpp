#include "powerlossdisk.h"

#include "vaulthelp.h"

#include <QDir>

#include <algorithm>
#include <cerrno>

namespace indraj::test {

namespace {

constexpr std::int64_t sector = 512;

/// Shared memory between connections, no promise of the disk; SQLite makes it anew.
bool isVolatile(const QByteArray &path) { return path.endsWith("-shm"); }

} // namespace

PowerLossDisk::PowerLossDisk(const QByteArray &folder, Random &random, bool lies)
    : m_folder(folder)
    , m_random(random)
    , m_lies(lies)
{
    adopt();
}

void PowerLossDisk::adopt()
{
    m_files.clear();
    m_names.clear();
    m_nameChanges.clear();
    const QFileInfoList found = QDir(QFile::decodeName(m_folder)).entryInfoList(QDir::Files | QDir::Hidden);
    for (const QFileInfo &info : found) {
        const QByteArray path = QFile::encodeName(info.filePath());
        if (isVolatile(path))
            continue;
        m_names[path] = static_cast<int>(m_files.size());
        m_files.push_back({readAll(info.filePath()).toStdString(), {}});
    }
    m_durableNames = m_names;
}

bool PowerLossDisk::chance(int percent) { return static_cast<int>(m_random() % 100) < percent; }

int PowerLossDisk::fileOf(const FileEvent &event) const
{
    const auto open = m_open.find(event.descriptor);
    return open == m_open.end() ? -1 : open->second;
}

int PowerLossDisk::judge(const FileEvent &event)
{
    // A lock is no matter of the disk; refused, it would make SQLite wait for the one who holds it.
    if (m_dead)
        return event.call == FileCall::Lock ? 0 : EIO;
    if (!event.changes() || isVolatile(event.path) || m_left < 0 || --m_left > 0)
        return 0;
    m_dead = true;
    // The change under way may or may not have reached the disk; a sync under way has promised nothing yet.
    if (event.call == FileCall::Write || event.call == FileCall::Truncate || event.call == FileCall::Rename
        || event.call == FileCall::Unlink)
        cache(event);
    return EIO;
}

void PowerLossDisk::cache(const FileEvent &event)
{
    const int file = fileOf(event);
    if (file < 0 && (event.call == FileCall::Write || event.call == FileCall::Truncate))
        return; // opened before this disk was there
    switch (event.call) {
    case FileCall::Write:
        m_files[std::size_t(file)].cached.push_back(
            {event.at, event.bytes.toByteArray().toStdString(), false});
        break;
    case FileCall::Truncate:
        m_files[std::size_t(file)].cached.push_back({event.at, {}, true});
        break;
    case FileCall::Rename:
    case FileCall::Unlink:
        if (const auto named = m_names.find(event.path); named != m_names.end()) {
            m_nameChanges.push_back({event.path, event.to, named->second});
            apply(m_nameChanges.back(), &m_names);
        }
        break;
    default:
        break;
    }
}

void PowerLossDisk::done(const FileEvent &event, int descriptor)
{
    if (isVolatile(event.path))
        return;
    if (event.call == FileCall::Open) {
        if (event.creates) {
            m_nameChanges.push_back({{}, event.path, static_cast<int>(m_files.size())});
            m_files.emplace_back();
            apply(m_nameChanges.back(), &m_names);
        }
        if (const auto named = m_names.find(event.path); named != m_names.end()) {
            m_open[descriptor] = named->second;
            if (event.empties)
                m_files[std::size_t(named->second)].cached.push_back({0, {}, true});
        }
    } else if (event.call != FileCall::Sync) {
        cache(event);
    } else if (!m_lies && event.path == m_folder) {
        m_durableNames = m_names;
        m_nameChanges.clear();
    } else if (const int file = fileOf(event); !m_lies && file >= 0) {
        File &synced = m_files[std::size_t(file)];
        for (const Change &change : synced.cached)
            apply(change, &synced.durable);
        synced.cached.clear();
    }
}

void PowerLossDisk::closed(int descriptor) { m_open.erase(descriptor); }

void PowerLossDisk::apply(const Change &change, std::string *content)
{
    const auto end = static_cast<std::size_t>(change.at) + change.bytes.size();
    if (change.truncates)
        content->resize(static_cast<std::size_t>(change.at));
    else if (content->size() < end)
        content->resize(end);
    std::copy(change.bytes.begin(), change.bytes.end(), content->begin() + change.at);
}

void PowerLossDisk::apply(const NameChange &change, Names *names)
{
    if (!change.from.isEmpty())
        names->erase(change.from);
    if (!change.to.isEmpty())
        (*names)[change.to] = change.file;
}

void PowerLossDisk::keepSectors(const Change &change, bool all, std::string *content)
{
    const auto size = static_cast<std::int64_t>(change.bytes.size());
    for (std::int64_t from = 0; from < size;) {
        const std::int64_t whole = std::min(size, from + sector - (change.at + from) % sector);
        if (all || chance(60)) {
            // Now and then the power goes in the middle of a sector.
            const std::int64_t kept = !all && chance(3) ? from + (whole - from) / 2 : whole;
            apply({change.at + from, change.bytes.substr(std::size_t(from), std::size_t(kept - from)), false},
                  content);
        }
        from = whole;
    }
}

std::string PowerLossDisk::survivor(const File &file)
{
    std::string content = file.durable;
    std::vector<Change> cached = file.cached;
    // Some sectors in order; some out of order; everything up to a moment, torn there; everything.
    const auto manner = m_random() % 4;
    if (manner == 1)
        std::shuffle(cached.begin(), cached.end(), m_random);
    const std::size_t until = manner == 2 ? m_random() % (cached.size() + 1) : cached.size();
    for (std::size_t i = 0; i < until; ++i) {
        if (!cached[i].truncates)
            keepSectors(cached[i], manner == 3 || (manner == 2 && i + 1 < until), &content);
        else if (manner >= 2 || chance(50))
            apply(cached[i], &content);
    }
    return content;
}

PowerLossDisk::Names PowerLossDisk::survivingNames()
{
    Names names = m_durableNames;
    const bool some = chance(50); // or everything up to a moment, as a journal of names would have it
    const std::size_t until = some ? m_nameChanges.size() : m_random() % (m_nameChanges.size() + 1);
    for (std::size_t i = 0; i < until; ++i) {
        if (!some || chance(50))
            apply(m_nameChanges[i], &names);
    }
    return names;
}

void PowerLossDisk::losePower()
{
    const Names names = survivingNames();
    std::map<QByteArray, std::string> contents;
    for (const auto &[path, file] : names)
        contents[path] = survivor(m_files[std::size_t(file)]);
    QDir folder(QFile::decodeName(m_folder));
    for (const QString &name : folder.entryList(QDir::Files | QDir::Hidden))
        folder.remove(name);
    for (const auto &[path, content] : contents)
        overwrite(QFile::decodeName(path), QByteArray::fromStdString(content));
    m_open.clear();
    m_dead = false;
    m_left = -1;
    adopt();
}

} // namespace indraj::test

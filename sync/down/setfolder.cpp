#include "sync/down/setfolder.h"

#include "storage/durablefile.h"
#include "sync/synclog.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype keptSets = 3;
constexpr qint64 longestList = 1 << 20;
constexpr qint64 longestNote = 4096;

SetError setErrorOf(const StoreError &error)
{
    return {error.fault == StoreFault::DiskFull ? SetFault::DiskFull : SetFault::IoFailed, error.detail};
}

/// Whether the file is the item, to the last bit.
bool holdsItem(const QString &path, const SetItem &item)
{
    const auto bytes = readWhole(path, signedset::largestItem);
    return bytes && bytes->size() == item.length
        && QCryptographicHash::hash(*bytes, QCryptographicHash::Sha256) == item.sha256;
}

tl::expected<void, SetError> makeFolder(const QString &path)
{
    if (QDir().mkpath(path))
        return {};
    return tl::unexpected(SetError{SetFault::IoFailed, u"the folder cannot be made"_s});
}

} // namespace

SetFolder::SetFolder(QString root, QByteArray pinnedPem, QString station)
    : m_root(std::move(root))
    , m_pinnedPem(std::move(pinnedPem))
    , m_station(std::move(station))
{
}

QString SetFolder::channelFolder(SetChannel channel) const { return m_root + u'/' + channelName(channel); }

QString SetFolder::partOf(const SetItem &item) const
{
    return m_root + u"/parts/"_s + QString::fromLatin1(item.sha256.toHex());
}

QList<qint64> SetFolder::versions(SetChannel channel) const
{
    QList<qint64> numbers;
    const QStringList names = QDir(channelFolder(channel)).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        const qint64 number = name.toLongLong();
        if (number > 0 && QString::number(number) == name)
            numbers.append(number);
    }
    std::sort(numbers.begin(), numbers.end(), std::greater<>());
    return numbers;
}

std::optional<HeldSet> SetFolder::look(SetChannel channel, qint64 version) const
{
    const QString folder = channelFolder(channel) + u'/' + QString::number(version);
    const auto list = readWhole(folder + u"/list.p7s"_s, longestList);
    const auto set = list ? readSet(*list, m_pinnedPem, channel, m_station)
                          : tl::expected<SignedSet, SetError>(tl::unexpect, setErrorOf(list.error()));
    const bool holds = set && set->version == version
        && std::all_of(set->items.cbegin(), set->items.cend(), [&folder](const SetItem &item) {
                           return holdsItem(folder + u"/items/"_s + item.name, item);
                       });
    if (!holds) {
        qCWarning(lcSync, "set %s %lld does not hold and is passed over", qPrintable(channelName(channel)),
                  static_cast<long long>(version));
        return std::nullopt;
    }
    const auto refused = readWhole(folder + u"/refused"_s, longestNote);
    return HeldSet{*set, folder + u"/items"_s, refused ? QString::fromUtf8(*refused) : QString()};
}

QList<HeldSet> SetFolder::held(SetChannel channel) const
{
    QList<HeldSet> sets;
    for (const qint64 version : versions(channel)) {
        if (const auto set = look(channel, version))
            sets.append(*set);
    }
    return sets;
}

qint64 SetFolder::newest(SetChannel channel) const
{
    const QList<HeldSet> sets = held(channel);
    return sets.isEmpty() ? 0 : sets.first().set.version;
}

tl::expected<SignedSet, SetError> SetFolder::accept(const QByteArray &list, SetChannel channel,
                                                    qint64 floor) const
{
    auto set = readSet(list, m_pinnedPem, channel, m_station);
    if (set && (set->version < floor || set->version <= newest(channel)))
        return tl::unexpected(SetError{SetFault::Older, u"version %1"_s.arg(set->version)});
    return set;
}

void SetFolder::reuse(const SignedSet &set) const
{
    QHash<QByteArray, QString> here;
    for (const SetChannel channel : {SetChannel::Reference, SetChannel::Staff}) {
        for (const HeldSet &each : held(channel)) {
            for (const SetItem &item : each.set.items)
                here.insert(item.sha256, each.items + u'/' + item.name);
        }
    }
    if (here.isEmpty() || !makeFolder(m_root + u"/parts"_s))
        return;
    for (const SetItem &item : set.items) {
        if (const QString file = here.value(item.sha256); !file.isEmpty() && arrived(item) < item.length) {
            QFile::remove(partOf(item));
            QFile::copy(file, partOf(item));
        }
    }
}

qint64 SetFolder::arrived(const SetItem &item) const
{
    const QString path = partOf(item);
    const qint64 size = QFile(path).size();
    if (size > item.length || (size == item.length && !holdsItem(path, item))) {
        QFile::remove(path);
        return 0;
    }
    return size;
}

tl::expected<void, SetError> SetFolder::append(const SetItem &item, const QByteArray &piece)
{
    if (auto made = makeFolder(m_root + u"/parts"_s); !made)
        return made;
    QFile file(partOf(item));
    if (piece.isEmpty() || file.size() + piece.size() > item.length) {
        file.remove();
        return tl::unexpected(SetError{SetFault::BadItem, item.name});
    }
    const qint64 before = file.size();
    if (!file.open(QIODevice::Append | QIODevice::Unbuffered) || file.write(piece) != piece.size()) {
        const bool full = file.error() == QFileDevice::ResourceError;
        const QString why = file.errorString();
        file.resize(before);
        return tl::unexpected(SetError{full ? SetFault::DiskFull : SetFault::IoFailed, why});
    }
    file.close();
    if (before + piece.size() == item.length && !holdsItem(partOf(item), item)) {
        QFile::remove(partOf(item));
        return tl::unexpected(SetError{SetFault::BadItem, item.name});
    }
    return {};
}

tl::expected<void, SetError> SetFolder::putTogether(const SignedSet &set, const QByteArray &list,
                                                    const QString &folder) const
{
    for (const SetItem &item : set.items) {
        const QString path = folder + u"/items/"_s + item.name;
        if (auto made = makeFolder(path.left(path.lastIndexOf(u'/'))); !made)
            return made;
        const auto bytes = readWhole(partOf(item), signedset::largestItem);
        if (!bytes)
            return tl::unexpected(setErrorOf(bytes.error()));
        if (QCryptographicHash::hash(*bytes, QCryptographicHash::Sha256) != item.sha256)
            return tl::unexpected(SetError{SetFault::BadItem, item.name});
        if (const auto written = writeDurably(path, *bytes); !written)
            return tl::unexpected(setErrorOf(written.error()));
        for (QString step = path.left(path.lastIndexOf(u'/')); step.size() > folder.size();
             step = step.left(step.lastIndexOf(u'/'))) {
            if (const auto synced = syncFolderOf(step); !synced)
                return tl::unexpected(setErrorOf(synced.error()));
        }
    }
    if (const auto written = writeDurably(folder + u"/list.p7s"_s, list); !written)
        return tl::unexpected(setErrorOf(written.error()));
    return {};
}

tl::expected<HeldSet, SetError> SetFolder::install(const SignedSet &set, const QByteArray &list)
{
    const QString parent = channelFolder(set.channel);
    const QString making = parent + u"/making"_s;
    const QString whole = parent + u'/' + QString::number(set.version);
    QDir(making).removeRecursively(); // of a time that was cut
    QDir(parent + u"/gone"_s).removeRecursively();
    auto done = putTogether(set, list, making);
    if (done) {
        // One that does not hold: accept() lets no good one be replaced.
        if (QFileInfo::exists(whole) && QDir().rename(whole, parent + u"/gone"_s))
            QDir(parent + u"/gone"_s).removeRecursively();
        if (const auto named = renameDurably(making, whole); !named)
            done = tl::unexpected(setErrorOf(named.error()));
    }
    if (!done) {
        QDir(making).removeRecursively();
        return tl::unexpected(done.error());
    }
    const auto held = look(set.channel, set.version);
    if (!held)
        return tl::unexpected(SetError{SetFault::IoFailed, u"what was written does not read back"_s});
    QDir(m_root + u"/parts"_s).removeRecursively();
    prune(set.channel);
    return *held;
}

/// The newest stay, and with them always one that was not refused; the newest itself has yet to be tried.
void SetFolder::prune(SetChannel channel) const
{
    const QString gone = channelFolder(channel) + u"/gone"_s;
    QDir(gone).removeRecursively(); // of a time that was cut
    const QList<HeldSet> sets = held(channel);
    QList<qint64> kept;
    bool goodKept = false;
    for (qsizetype i = 0; i < sets.size(); ++i) {
        const bool good = i > 0 && sets[i].refusedBy.isEmpty();
        if (i >= keptSets && (goodKept || !good))
            continue;
        goodKept = goodKept || good;
        kept.append(sets[i].set.version);
    }
    for (const qint64 version : versions(channel)) {
        // Renamed first: a set is whole or has no name.
        const QString folder = channelFolder(channel) + u'/' + QString::number(version);
        if (!kept.contains(version) && QDir().rename(folder, gone))
            QDir(gone).removeRecursively();
    }
}

void SetFolder::refuse(const HeldSet &set, const QString &programVersion, const QString &why) const
{
    qCWarning(lcSync, "set %s %lld is not usable: %s", qPrintable(channelName(set.set.channel)),
              static_cast<long long>(set.set.version), qPrintable(why));
    const auto written = writeDurably(QDir::cleanPath(set.items + u"/../refused"_s),
                                      (programVersion + u": "_s + why).left(longestNote / 4).toUtf8());
    if (!written)
        qCWarning(lcSync, "which could not be written down: %s", qPrintable(written.error().detail));
}

int SetFolder::began(const HeldSet &set) const
{
    const QString path = m_root + u"/starting"_s;
    const QByteArray version = QByteArray::number(set.set.version);
    int before = 0;
    if (const auto note = readWhole(path, longestNote)) {
        const QList<QByteArray> words = note->split(' ');
        if (words.size() == 2 && words[0] == version)
            before = std::clamp(words[1].toInt(), 0, 1000);
    }
    if (const auto written = writeDurably(path, version + ' ' + QByteArray::number(before + 1)); !written)
        qCWarning(lcSync, "the start is not written down: %s", qPrintable(written.error().detail));
    return before;
}

void SetFolder::ended() const { QFile::remove(m_root + u"/starting"_s); }

} // namespace indraj

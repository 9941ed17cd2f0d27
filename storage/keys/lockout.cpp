#include "storage/keys/lockout.h"

#include "storage/crypto.h"
#include "storage/durablefile.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>

#include <algorithm>
#include <array>

#include <time.h>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(lcVault)

namespace {

constexpr qint64 longestFile = 64 * 1024;
constexpr int freeTries = 4;
constexpr std::array delayMinutes{1, 2, 5, 15, 60};
constexpr auto formatName = "indraj-tries-1"_L1;

qint64 delayAfter(int wrong)
{
    if (wrong <= freeTries)
        return 0;
    const auto step = std::min(std::size_t(wrong - freeTries - 1), delayMinutes.size() - 1);
    return delayMinutes[step] * 60'000LL;
}

} // namespace

BootTime readBootTime()
{
    timespec time{};
    clock_gettime(CLOCK_BOOTTIME, &time);
    QFile file(u"/proc/sys/kernel/random/boot_id"_s);
    const QByteArray id = file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
    return {QString::fromLatin1(id), time.tv_sec * 1000LL + time.tv_nsec / 1'000'000};
}

Lockout::Lockout(const QString &file, Clocks clocks)
    : m_file(file)
    , m_clocks(std::move(clocks))
{
}

void Lockout::load()
{
    const auto bytes = readWhole(m_file, longestFile);
    // What this process wrote or read last is in memory already, and right even when the disk takes no more.
    if (m_loaded && (!bytes || *bytes == m_seen))
        return;
    const QJsonObject object = bytes ? QJsonDocument::fromJson(*bytes).object() : QJsonObject();
    const bool first = !std::exchange(m_loaded, true);
    if (object["format"_L1].toString() != formatName)
        return; // absent or not ours: the mark is missing, which the next log-in notes
    m_seen = *bytes;
    // Another program at the same vault, which nobody has opened yet. Its log-in starts the counts anew;
    // short of that the higher ones hold, so that nobody gets tries by going from one program to the other.
    const bool anew = first || object["mark"_L1].toString() != m_mark;
    if (object["time"_L1].toInteger() >= m_time) {
        m_time = object["time"_L1].toInteger();
        m_timeBoot = {object["boot"_L1].toString(), object["bootTime"_L1].toInteger()};
    }
    m_mark = object["mark"_L1].toString();
    m_previousMark = object["previousMark"_L1].toString();
    if (anew)
        m_people.clear();
    const QJsonObject people = object["people"_L1].toObject();
    for (auto person = people.begin(); person != people.end(); ++person) {
        const QJsonObject told = person.value().toObject();
        Tries &tries = m_people[person.key()];
        tries.wrong = std::max(tries.wrong, told["wrong"_L1].toInt());
        tries.until = std::max(tries.until, told["until"_L1].toInteger());
        tries.unreported = std::max(tries.unreported, told["unreported"_L1].toInt());
        tries.lastAt = std::max(tries.lastAt, told["lastAt"_L1].toInteger());
    }
}

bool Lockout::save()
{
    QJsonObject people;
    for (auto tries = m_people.cbegin(); tries != m_people.cend(); ++tries)
        people.insert(tries.key(),
                      QJsonObject{{u"wrong"_s, tries->wrong},
                                  {u"until"_s, tries->until},
                                  {u"unreported"_s, tries->unreported},
                                  {u"lastAt"_s, tries->lastAt}});
    const QJsonObject object{{u"format"_s, formatName},
                             {u"time"_s, m_time},
                             {u"boot"_s, m_timeBoot.bootId},
                             {u"bootTime"_s, m_timeBoot.milliseconds},
                             {u"mark"_s, m_mark},
                             {u"previousMark"_s, m_previousMark},
                             {u"people"_s, people}};
    const QByteArray bytes = QJsonDocument(object).toJson();
    const auto written = writeDurably(m_file, bytes);
    if (written)
        m_seen = bytes;
    else
        qCWarning(lcVault) << "the tries are kept in memory only:" << written.error().detail;
    return written.has_value();
}

qint64 Lockout::stationTime()
{
    load();
    const BootTime boot = m_clocks.boot();
    const qint64 passed = boot.milliseconds - m_timeBoot.milliseconds;
    if (!boot.bootId.isEmpty() && boot.bootId == m_timeBoot.bootId && passed >= 0)
        m_time += passed;
    else
        m_time = std::max(m_time, m_clocks.wall().toMSecsSinceEpoch());
    m_timeBoot = boot;
    return m_time;
}

Outcome<void> Lockout::check(const QString &person)
{
    load();
    const QString lastBoot = m_timeBoot.bootId;
    const qint64 left = m_people.value(person).until - stationTime();
    if (left <= 0)
        return {};
    if (m_timeBoot.bootId != lastBoot)
        save(); // from here on this start of the machine counts, whatever its clock says
    StoreError error{StoreFault::LockedOut, u"too many wrong pass phrases"_s};
    error.retryAt = m_clocks.wall().toUTC().addMSecs(left);
    return tl::unexpected(error);
}

QDateTime Lockout::begin(const QString &person)
{
    const qint64 now = stationTime();
    Tries &tries = m_people[person];
    m_trying = person;
    m_before = tries;
    ++tries.wrong;
    ++tries.unreported;
    tries.lastAt = m_clocks.wall().toMSecsSinceEpoch();
    const qint64 delay = delayAfter(tries.wrong);
    tries.until = delay > 0 ? now + delay : 0;
    save();
    return delay > 0 ? m_clocks.wall().toUTC().addMSecs(delay) : QDateTime();
}

void Lockout::succeeded()
{
    takeBack();
    m_people[m_trying].wrong = 0;
    m_people[m_trying].until = 0;
    save();
}

void Lockout::takeBack() { m_people[m_trying] = m_before; }

QList<Lockout::Report> Lockout::reports() const
{
    QList<Report> reports;
    for (auto tries = m_people.cbegin(); tries != m_people.cend(); ++tries) {
        if (tries->unreported > 0)
            reports.append(
                {tries.key(), tries->unreported, QDateTime::fromMSecsSinceEpoch(tries->lastAt, Qt::UTC)});
    }
    std::sort(reports.begin(), reports.end(),
              [](const Report &a, const Report &b) { return a.person < b.person; });
    return reports;
}

bool Lockout::hasMark(const QString &mark) const
{
    return mark.isEmpty() || mark == m_mark || mark == m_previousMark;
}

QString Lockout::renewMark()
{
    m_previousMark = std::exchange(m_mark, QString::fromLatin1(randomBytes(16).toHex()));
    stationTime();
    if (save())
        return m_mark;
    m_mark = m_previousMark;
    return m_mark;
}

void Lockout::settle(const QString &person, const QStringList &people)
{
    m_people.removeIf(
        [&](const QMap<QString, Tries>::iterator &entry) { return !people.contains(entry.key()); });
    m_people.remove(person);
    for (Tries &tries : m_people)
        tries.unreported = 0;
    save();
}

} // namespace indraj

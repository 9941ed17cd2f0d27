// How often the comparison of fingers is wrong, on fingers grown for the purpose or on pictures of one's own.
//
//   finger_error_rates synthetic PERSONS TOUCHES [FOLDER]   ten fingers each; the pictures go to FOLDER if
//   named finger_error_rates files FILE...                        what stands before the first '_' names the
//   finger
//
// Prints one line per threshold: false match rate (different fingers called alike) and false non-match rate.
// Then how often the two warnings of the fingers page would be false at the threshold as shipped: the same
// finger twice, compared as taken, and a finger seen before, compared through its record of ISO/IEC 19794-2.
// Both are counted in both orders, because the order matters a little.
#include "biometrics/finger/minutiae/fingermatch.h"
#include "biometrics/finger/record/minutiaerecord.h"
#include "devices/simulator/randomsource.h"
#include "devices/simulator/syntheticfinger.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QStringList>

#include <opencv2/core.hpp>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <vector>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Impression {
    QString finger;
    FingerTemplate known;
};

struct Collection {
    std::vector<Impression> all;
    int without = 0; ///< pictures without a template
    double templateMs = 0;

    void add(const QString &finger, const QImage &picture)
    {
        QElapsedTimer timer;
        timer.start();
        auto known = fingerTemplate(picture);
        templateMs += double(timer.nsecsElapsed()) / 1e6;
        if (known)
            all.push_back({finger, std::move(*known)});
        else
            ++without;
    }
};

/// As people lay fingers on without guidance: turned, shifted, dry, wet, hard, light.
Touch anyTouch(quint64 seed)
{
    RandomSource random(seed);
    Touch touch = makeTouch(TouchKind::Good, random.next());
    touch.rotation = random.normal() * 10;
    touch.shiftX = random.normal() * 18;
    touch.shiftY = random.normal() * 28;
    touch.moisture = random.between(0.12, 0.85);
    touch.pressure = random.between(0.3, 0.95);
    touch.noise = random.between(0.2, 0.9);
    return touch;
}

void grow(Collection &collection, int persons, int touches, const QString &folder)
{
    for (int person = 0; person < persons; ++person) {
        for (const FingerPosition position : allFingers) {
            const MasterFinger finger = growFinger(quint64(7000 + person), position);
            for (int i = 0; i < touches; ++i) {
                const quint64 seed = RandomSource::mix(quint64(person * 100 + int(position)), quint64(i));
                const QImage picture = pressFinger(finger, anyTouch(seed));
                const QString name = u"p%1f%2"_s.arg(person).arg(int(position));
                collection.add(name, picture);
                if (!folder.isEmpty() && !picture.save(u"%1/%2_%3.png"_s.arg(folder, name).arg(i)))
                    std::fprintf(stderr, "cannot write into %s\n", qPrintable(folder));
            }
        }
    }
}

/// The share of sorted values from `threshold` on.
double shareFrom(const std::vector<double> &sorted, double threshold)
{
    const auto at = std::lower_bound(sorted.begin(), sorted.end(), threshold);
    return sorted.empty() ? 0 : double(sorted.end() - at) / double(sorted.size());
}

struct Warnings {
    size_t different = 0, falsely = 0; ///< ordered pairs of different fingers; those warned of
    size_t same = 0, missed = 0;
    double highest = 0; ///< of the different ones

    void count(bool isSame, double likeness)
    {
        const bool warned = likeness >= sameFingerFrom;
        ++(isSame ? same : different);
        missed += isSame && !warned ? 1 : 0;
        falsely += !isSame && warned ? 1 : 0;
        if (!isSame)
            highest = std::max(highest, likeness);
    }
    void print(const char *name) const
    {
        std::printf("%s: %zu of %zu different warned of (highest %.1f), %zu of %zu same missed\n", name,
                    falsely, different, highest, missed, same);
    }
};

/// As the vault keeps it and gives it back; nothing where no record holds it.
std::optional<FingerTemplate> throughRecord(const FingerTemplate &finger)
{
    MinutiaeRecord record;
    record.finger = finger;
    const auto bytes = writeMinutiaeRecord(record);
    if (!bytes)
        return {};
    auto again = readMinutiaeRecord(*bytes);
    if (!again)
        return {};
    return std::move(again->finger);
}

void reportWarnings(const Collection &collection)
{
    Warnings twice, seenBefore;
    for (const Impression &earlier : collection.all) {
        const auto kept = throughRecord(earlier.known);
        for (const Impression &now : collection.all) {
            if (&earlier == &now)
                continue;
            const bool isSame = earlier.finger == now.finger;
            twice.count(isSame, compareFingers(now.known, earlier.known).likeness);
            if (kept)
                seenBefore.count(isSame, compareFingers(now.known, *kept).likeness);
        }
    }
    std::printf("warnings from %.0f, each pair in both orders\n", sameFingerFrom);
    twice.print("same finger twice");
    seenBefore.print("seen before");
}

void report(const Collection &collection)
{
    std::vector<double> same, different;
    QElapsedTimer timer;
    timer.start();
    for (size_t i = 0; i < collection.all.size(); ++i) {
        for (size_t j = i + 1; j < collection.all.size(); ++j) {
            const double likeness = compareFingers(collection.all[i].known, collection.all[j].known).likeness;
            (collection.all[i].finger == collection.all[j].finger ? same : different).push_back(likeness);
        }
    }
    const double ms = double(timer.nsecsElapsed()) / 1e6;
    std::sort(same.begin(), same.end());
    std::sort(different.begin(), different.end());
    const auto pictures = double(collection.all.size() + size_t(collection.without));
    std::printf(
        "%zu pictures, %d without ridges, %.1f ms each; %zu same, %zu different pairs, %.2f ms each\n",
        collection.all.size(), collection.without, collection.templateMs / pictures, same.size(),
        different.size(), ms / double(same.size() + different.size()));
    if (same.empty() || different.empty())
        return;
    std::printf("different: highest %.1f  same: lowest %.1f, median %.1f\n", different.back(), same.front(),
                same[same.size() / 2]);
    std::printf("from   false match  false non-match\n");
    for (int threshold = 6; threshold <= 60; threshold += 2)
        std::printf("%4d   %9.5f %%  %9.3f %%\n", threshold, 100 * shareFrom(different, threshold),
                    100 - 100 * shareFrom(same, threshold));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    cv::setNumThreads(1);
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    Collection collection;
    if (arguments.value(0) == "synthetic"_L1) {
        grow(collection, arguments.value(1).toInt(), arguments.value(2).toInt(), arguments.value(3));
    } else if (arguments.value(0) == "files"_L1) {
        for (const QString &path : arguments.mid(1))
            collection.add(QFileInfo(path).fileName().section(u'_', 0, 0),
                           QImage(path).convertToFormat(QImage::Format_Grayscale8));
    } else {
        std::fprintf(stderr,
                     "usage: finger_error_rates synthetic PERSONS TOUCHES [FOLDER] | files FILE...\n");
        return 64;
    }
    report(collection);
    reportWarnings(collection);
    return 0;
}

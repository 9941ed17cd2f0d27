#include "biometrics/face/embedding/facecohort.h"

#include <QCryptographicHash>
#include <QFile>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostCohortBytes = 32 * 1024 * 1024;
constexpr qsizetype longestCohortLine = 8192;
constexpr QByteArrayView cohortHead("indraj-face-cohort 1");
// The vectors of the net are 1.2 to 1.6 long; what is far from it comes from elsewhere.
constexpr double shortestVector = 0.3;
constexpr double longestVector = 5;

tl::unexpected<CohortError> badCohort(CohortFault fault, int line, const QString &detail)
{
    return tl::unexpected(CohortError{fault, line, detail});
}

bool isHexDigest(QByteArrayView text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

/// Takes the text line by line; every line has its end.
class CohortLines {
public:
    explicit CohortLines(QByteArrayView text)
        : m_rest(text)
    {
    }
    std::optional<QByteArrayView> next()
    {
        const qsizetype end = m_rest.indexOf('\n');
        if (end < 0 || end > longestCohortLine)
            return std::nullopt;
        const QByteArrayView line = m_rest.first(end);
        m_rest = m_rest.sliced(end + 1);
        ++m_number;
        return line;
    }
    bool atEnd() const { return m_rest.isEmpty(); }
    int number() const { return m_number; }

private:
    QByteArrayView m_rest;
    int m_number = 0;
};

/// "key value" with one blank.
std::optional<QByteArrayView> valueAfter(const std::optional<QByteArrayView> &line, QByteArrayView key)
{
    if (!line || !line->startsWith(key) || line->size() <= key.size() || line->at(key.size()) != ' ')
        return std::nullopt;
    return line->sliced(key.size() + 1);
}

std::optional<FaceEmbedding> faceIn(QByteArrayView line)
{
    FaceEmbedding face;
    double squares = 0;
    qsizetype from = 0;
    for (std::size_t k = 0; k < face.values.size(); ++k) {
        const bool last = k + 1 == face.values.size();
        const qsizetype end = last ? line.size() : line.indexOf(' ', from);
        if (end <= from)
            return std::nullopt;
        const QByteArrayView digits = line.sliced(from, end - from);
        // QByteArrayView::toFloat reads more than plain numbers: infinities, blanks.
        if (!std::all_of(digits.begin(), digits.end(),
                         [](char c) { return (c >= '0' && c <= '9') || std::strchr("+-.eE", c); }))
            return std::nullopt;
        bool isNumber = false;
        const float value = digits.toFloat(&isNumber);
        if (!isNumber || !std::isfinite(value))
            return std::nullopt;
        face.values[k] = value;
        squares += static_cast<double>(value) * static_cast<double>(value);
        from = end + 1;
    }
    const double length = std::sqrt(squares);
    return length >= shortestVector && length <= longestVector ? std::optional(face) : std::nullopt;
}

double meanOfNearest(const FaceEmbedding &face, const FaceCohort &cohort, int nearest)
{
    std::vector<double> distances;
    distances.reserve(cohort.faces.size());
    for (const FaceEmbedding &other : cohort.faces)
        distances.push_back(distanceBetween(face, other));
    const auto count = std::min(static_cast<std::ptrdiff_t>(std::max(1, nearest)),
                                static_cast<std::ptrdiff_t>(distances.size()));
    std::partial_sort(distances.begin(), distances.begin() + count, distances.end());
    return std::accumulate(distances.begin(), distances.begin() + count, 0.0) / static_cast<double>(count);
}

} // namespace

tl::expected<FaceCohort, CohortError> parseCohort(const QByteArray &text)
{
    if (text.size() > mostCohortBytes)
        return badCohort(CohortFault::TooLarge, 0, u"more than 32 MiB"_s);
    CohortLines lines(text);
    if (const auto head = lines.next(); !head || *head != cohortHead)
        return badCohort(CohortFault::NotACohort, 1, u"must begin with \"indraj-face-cohort 1\""_s);
    const auto model = valueAfter(lines.next(), "model");
    if (!model || !isHexDigest(*model))
        return badCohort(CohortFault::BadHeader, 2, u"must be \"model\" and 64 hexadecimal digits"_s);
    const auto count = valueAfter(lines.next(), "faces");
    bool isNumber = false;
    const int announced = count ? count->toInt(&isNumber) : 0;
    if (!isNumber || announced < leastCohortFaces || announced > mostCohortFaces)
        return badCohort(CohortFault::BadHeader, 3,
                         u"must be \"faces\" and %1 to %2"_s.arg(leastCohortFaces).arg(mostCohortFaces));
    FaceCohort cohort;
    cohort.modelDigest = QString::fromLatin1(*model);
    // Not what is announced: memory is taken for lines that are there.
    while (!lines.atEnd() && static_cast<int>(cohort.faces.size()) < announced) {
        const auto line = lines.next();
        const auto face = line ? faceIn(*line) : std::nullopt;
        if (!face)
            return badCohort(CohortFault::BadFace, lines.number() + (line ? 0 : 1),
                             u"not the 128 numbers of a face"_s);
        cohort.faces.push_back(*face);
    }
    if (!lines.atEnd() || static_cast<int>(cohort.faces.size()) != announced)
        return badCohort(CohortFault::WrongCount, lines.number(), u"%1 faces announced"_s.arg(announced));
    cohort.digest = QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex());
    return cohort;
}

tl::expected<FaceCohort, CohortError> loadCohort(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return badCohort(CohortFault::Unreadable, 0, file.errorString());
    return parseCohort(file.read(mostCohortBytes + 1));
}

QByteArray cohortText(const QString &modelDigest, std::span<const FaceEmbedding> faces)
{
    constexpr int digits = 9; // enough to read back the same float
    QByteArray text = cohortHead.toByteArray() + "\nmodel " + modelDigest.toLatin1() + "\nfaces "
        + QByteArray::number(static_cast<qsizetype>(faces.size())) + '\n';
    for (const FaceEmbedding &face : faces) {
        for (std::size_t k = 0; k < face.values.size(); ++k) {
            if (k > 0)
                text += ' ';
            text += QByteArray::number(static_cast<double>(face.values[k]), 'g', digits);
        }
        text += '\n';
    }
    return text;
}

double cohortNormalised(double distance, const FaceEmbedding &a, const FaceEmbedding &b,
                        const FaceCohort &cohort, int nearest)
{
    return distance - (meanOfNearest(a, cohort, nearest) + meanOfNearest(b, cohort, nearest)) / 2;
}

QString cohortFaultKey(CohortFault fault)
{
    switch (fault) {
    case CohortFault::Unreadable:
        return u"unreadable"_s;
    case CohortFault::TooLarge:
        return u"tooLarge"_s;
    case CohortFault::NotACohort:
        return u"notACohort"_s;
    case CohortFault::BadHeader:
        return u"badHeader"_s;
    case CohortFault::BadFace:
        return u"badFace"_s;
    case CohortFault::WrongCount:
        return u"wrongCount"_s;
    case CohortFault::WrongModel:
        return u"wrongModel"_s;
    }
    return {};
}

} // namespace indraj

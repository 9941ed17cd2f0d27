#include "enrollment/reasonwords.h"

#include "enrollment/jsonreader.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostReasons = 500;

} // namespace

tl::expected<ReasonWords, FormError> parseReasonWords(const QByteArray &json)
{
    JsonReader reader;
    ReasonWords words;
    QSet<QString> seen;
    const QJsonObject root = reader.root(json);
    reader.onlyKeys(root, {}, {"version"_L1, "reasons"_L1});
    reader.integer(root, {}, "version"_L1, 1, 1);
    reader.objects(root, {}, "reasons"_L1, mostReasons, [&](const QJsonObject &reason, const QString &where) {
        reader.onlyKeys(reason, where, {"code"_L1, "words"_L1});
        words.insert(reader.uniqueCode(reason, where, "code"_L1, seen),
                     reader.bilingual(reason, where, "words"_L1));
    });
    if (reader.error())
        return tl::unexpected(*reader.error());
    return words;
}

} // namespace indraj

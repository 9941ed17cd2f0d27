#include "devices/simulator/sbi/switches.h"

#include "devices/sbi/sbijson.h"

#include <array>

namespace indraj::sbi {

using namespace Qt::Literals::StringLiterals;

namespace {

enum class SwitchKind { Word, Number, List };

struct SwitchRow {
    const char *name;
    SwitchKind kind;
    const char *values; ///< the words it may be, the usual one first
    int usual;
};

constexpr std::array<SwitchRow, 22> switchRows{{
    {"status", SwitchKind::Word, "ready|busy|notReady|notRegistered|absent", 0},
    {"score", SwitchKind::Number, "", -1}, ///< of every biometric; -1: as the touch deserves
    {"delay", SwitchKind::Number, "", 700}, ///< milliseconds from the request to a good capture
    {"manner", SwitchKind::Word, "training|good|nothing", 0}, ///< training: the first touch has a poor finger
    {"chain", SwitchKind::Word, "good|stranger|expired|unsigned", 0},
    {"signature", SwitchKind::Word, "good|broken", 0},
    {"missing", SwitchKind::List, "", 0}, ///< subtypes that do not come
    {"extra", SwitchKind::List, "", 0}, ///< subtypes that come although nobody asked
    {"twice", SwitchKind::List, "", 0}, ///< subtypes that come two times
    {"sameSkin", SwitchKind::Word, "no|yes", 0}, ///< the second finger, or eye, is the first one again
    {"swapped", SwitchKind::Word, "no|yes", 0}, ///< each eye comes under the other one's name
    {"clock", SwitchKind::Number, "", 0}, ///< seconds the device's clock is ahead
    {"transaction", SwitchKind::Word, "good|other", 0},
    {"version", SwitchKind::Word, "good|other", 0},
    {"serial", SwitchKind::Word, "good|other", 0},
    {"purpose", SwitchKind::Word, "good|auth|env", 0},
    {"hash", SwitchKind::Word, "good|broken|text", 0}, ///< text: chained over hexadecimal digits
    {"error", SwitchKind::Number, "", 0}, ///< code that a capture ends with
    {"size", SwitchKind::Word, "good|body|entries|record|picture|part", 0},
    {"record", SwitchKind::Word, "good|damaged|otherFinger", 0},
    {"drop", SwitchKind::Word, "no|before|middle", 0},
    {"form", SwitchKind::Word, "text|numbers|bare|remote", 0}, ///< of numbers and of the callback address
}};

const SwitchRow *rowOf(const QString &name)
{
    for (const SwitchRow &row : switchRows) {
        if (name == QLatin1StringView(row.name))
            return &row;
    }
    return nullptr;
}

bool takes(const SwitchRow &row, const QJsonValue &value)
{
    switch (row.kind) {
    case SwitchKind::Word:
        return QString::fromLatin1(row.values).split(u'|').contains(value.toString());
    case SwitchKind::Number:
        return value.isDouble();
    case SwitchKind::List:
        return value.isArray();
    }
    return false;
}

} // namespace

QJsonObject Switches::usual()
{
    QJsonObject values;
    for (const SwitchRow &row : switchRows) {
        const QString name = QString::fromLatin1(row.name);
        if (row.kind == SwitchKind::Word)
            values.insert(name, QString::fromLatin1(row.values).section(u'|', 0, 0));
        else if (row.kind == SwitchKind::Number)
            values.insert(name, row.usual);
        else
            values.insert(name, QJsonArray());
    }
    return values;
}

Result<void> Switches::change(const QJsonObject &changes)
{
    QJsonObject values = changes.value("reset"_L1).toBool() ? usual() : m_values;
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        if (it.key() == "reset"_L1)
            continue;
        const SwitchRow *row = rowOf(it.key());
        if (!row || !takes(*row, it.value()))
            return fail(Fault::BadField, it.key());
        values.insert(it.key(), it.value());
    }
    m_values = values;
    return {};
}

QStringList Switches::list(QLatin1StringView name) const { return textsOf(m_values.value(name)); }

} // namespace indraj::sbi

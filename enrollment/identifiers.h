#pragma once

#include <QHashFunctions>
#include <QMetaType>
#include <QUuid>

namespace indraj {

/// A UUID that cannot be taken for another kind of UUID. `Tag` only tells the kinds apart.
/// Random (version 4): an identifier never carries personal data, so it may stand in logs and file names.
template <class Tag> struct Identifier {
    QUuid value;

    static Identifier create() { return {QUuid::createUuid()}; }
    static Identifier fromString(QStringView text) { return {QUuid::fromString(text)}; }
    bool isNull() const { return value.isNull(); }
    QString toString() const { return value.toString(QUuid::WithoutBraces); }

    friend bool operator==(const Identifier &a, const Identifier &b) { return a.value == b.value; }
    friend bool operator!=(const Identifier &a, const Identifier &b) { return a.value != b.value; }
    friend bool operator<(const Identifier &a, const Identifier &b) { return a.value < b.value; }
    friend size_t qHash(const Identifier &id, size_t seed = 0) { return qHash(id.value, seed); }
};

/// One application with its samples.
using EnrolmentId = Identifier<struct EnrolmentTag>;
/// One captured biometric sample or document page.
using SampleId = Identifier<struct SampleTag>;
/// One sealed, approved enrolment on its way to central. Made by the station, never by central.
using PacketId = Identifier<struct PacketTag>;

} // namespace indraj

Q_DECLARE_METATYPE(indraj::EnrolmentId)
Q_DECLARE_METATYPE(indraj::SampleId)
Q_DECLARE_METATYPE(indraj::PacketId)

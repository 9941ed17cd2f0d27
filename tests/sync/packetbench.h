#pragma once

#include "sync/packet.h"

#include "tests/sync/centralfixture.h"
#include "tests/sync/sampleenrolment.h"

#include <QTest>

namespace indraj::testing {

/// What the tests of packets share: two certificate authorities, a station, and how it seals and opens.
struct PacketBench {
    TestPki m_pki;
    TestPki m_other;
    std::shared_ptr<StationIdentity> m_station;
    SealContext m_context;

    void make()
    {
        using namespace Qt::Literals::StringLiterals;
        QVERIFY(m_pki.make());
        QVERIFY(m_other.make());
        m_station = m_pki.station(u"TRN-01"_s);
        QVERIFY(m_station);
        m_context
            = {{m_pki.pem(u"recipient.crt"_s)}, u"0.1.0"_s, QDateTime({2026, 3, 4}, {11, 0, 0}, Qt::UTC)};
    }
    OpenKeys keys(const TestPki &recipient, const TestPki &authority) const
    {
        using namespace Qt::Literals::StringLiterals;
        QByteArray key = recipient.pem(u"recipient.key"_s);
        return {recipient.pem(u"recipient.crt"_s), SecretBytes::takeFrom(key),
                authority.pem(u"station-ca.crt"_s)};
    }
    QByteArray sealed(const SealInput &input) const
    {
        const auto packet = sealPacket(input, *m_station, m_context);
        return packet ? *packet : QByteArray();
    }
};

} // namespace indraj::testing

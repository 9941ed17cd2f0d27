#include "biometrics/shared/record/capturetime.h"

#include "biometrics/shared/bigendian.h"

#include <algorithm>

namespace indraj {

bool isCaptureTime(const QDateTime &time)
{
    return time.isNull()
        || (time.isValid() && time.timeSpec() == Qt::UTC && time.date().year() >= 1
            && time.date().year() <= 9999);
}

void appendCaptureTime(QByteArray &bytes, const QDateTime &time)
{
    if (time.isNull()) {
        bytes.append(captureTimeLength, '\xFF'); // ISO/IEC 19794-1: all ones where nothing is known
        return;
    }
    appendBigEndian(bytes, quint16(time.date().year()));
    for (const int value : {time.date().month(), time.date().day(), time.time().hour(), time.time().minute(),
                            time.time().second()})
        appendBigEndian(bytes, quint8(value));
    appendBigEndian(bytes, quint16(time.time().msec()));
}

std::optional<QDateTime> captureTimeOf(QByteArrayView bytes)
{
    if (std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == '\xFF'; }))
        return QDateTime();
    BigEndianReader reader(bytes);
    const int year = *reader.read<quint16>(), month = *reader.read<quint8>(), day = *reader.read<quint8>();
    const int hour = *reader.read<quint8>(), minute = *reader.read<quint8>(), second = *reader.read<quint8>();
    const QDate date(year, month, day);
    const QTime time(hour, minute, second, *reader.read<quint16>());
    if (!date.isValid() || !time.isValid())
        return {};
    return QDateTime(date, time, Qt::UTC);
}

} // namespace indraj

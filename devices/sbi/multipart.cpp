#include "devices/sbi/multipart.h"

namespace indraj::sbi {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray withoutDashes(QByteArray text)
{
    qsizetype dashes = 0;
    while (dashes < text.size() && text.at(dashes) == '-')
        ++dashes;
    return text.sliced(dashes);
}

} // namespace

std::optional<MultipartReader> MultipartReader::forContentType(QByteArrayView contentType)
{
    const QByteArray text = contentType.toByteArray().trimmed();
    if (!text.toLower().startsWith("multipart/"))
        return {};
    const qsizetype at = text.toLower().indexOf("boundary=");
    if (at < 0)
        return {};
    QByteArray name = text.sliced(at + qsizetype(sizeof "boundary=") - 1);
    if (const qsizetype end = name.indexOf(';'); end >= 0)
        name.truncate(end);
    name = name.trimmed();
    if (name.size() >= 2 && name.startsWith('"') && name.endsWith('"'))
        name = name.sliced(1, name.size() - 2);
    name = withoutDashes(name);
    constexpr qsizetype longestName = 70; // RFC 2046, 5.1.1
    if (name.isEmpty() || name.size() > longestName)
        return {};
    return MultipartReader(name);
}

void MultipartReader::feed(QByteArrayView bytes)
{
    if (!m_error && m_state != State::Closed)
        m_buffer.append(bytes);
}

Result<std::optional<QByteArray>> MultipartReader::next()
{
    if (m_error)
        return tl::unexpected(*m_error);
    for (;;) {
        Result<Step> step = Step::NeedMore;
        switch (m_state) {
        case State::Between:
            step = between();
            break;
        case State::Header:
            step = header();
            break;
        case State::SizedBody:
            if (m_buffer.size() >= m_length) {
                m_part = m_buffer.first(m_length);
                m_buffer.remove(0, m_length);
                m_state = State::Between;
            }
            break;
        case State::OpenBody:
            step = openBody();
            break;
        case State::Closed:
            break;
        }
        if (!step)
            return tl::unexpected(step.error());
        if (m_part)
            return std::exchange(m_part, std::nullopt);
        if (*step == Step::NeedMore)
            return std::nullopt;
    }
}

/// A line without its end; none while it is not whole.
std::optional<QByteArray> MultipartReader::takeLine()
{
    const qsizetype end = m_buffer.indexOf('\n');
    if (end < 0)
        return {};
    QByteArray line = m_buffer.first(end);
    m_buffer.remove(0, end + 1);
    m_spent += end + 1;
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

bool MultipartReader::isDelimiter(QByteArrayView line, bool &closing) const
{
    if (!line.startsWith("--"))
        return false;
    const QByteArray rest = withoutDashes(line.toByteArray()).trimmed();
    closing = rest == m_name + "--";
    return closing || rest == m_name;
}

Result<MultipartReader::Step> MultipartReader::between()
{
    const auto line = takeLine();
    if (m_spent > maxHeader || (!line && m_buffer.size() > maxHeader))
        return broken(Fault::BadHttp, u"no delimiter in the stream"_s);
    if (!line)
        return Step::NeedMore;
    bool closing = false;
    if (!isDelimiter(*line, closing))
        return Step::Again;
    m_length = -1;
    m_spent = 0;
    m_state = closing ? State::Closed : State::Header;
    if (closing)
        m_buffer.clear();
    return Step::Again;
}

Result<MultipartReader::Step> MultipartReader::header()
{
    const auto line = takeLine();
    if (m_spent > maxHeader || (!line && m_buffer.size() > maxHeader))
        return broken(Fault::TooLarge, u"lines before a picture"_s);
    if (!line)
        return Step::NeedMore;
    if (line->isEmpty()) {
        m_state = m_length < 0 ? State::OpenBody : State::SizedBody;
        m_spent = 0;
        return Step::Again;
    }
    const qsizetype colon = line->indexOf(':');
    if (colon < 0 || line->first(colon).trimmed().toLower() != "content-length")
        return Step::Again;
    bool fine = false;
    const qint64 length = line->sliced(colon + 1).trimmed().toLongLong(&fine);
    if (!fine || length < 0)
        return broken(Fault::BadHttp, u"length of a picture"_s);
    if (length > maxPart)
        return broken(Fault::TooLarge, u"picture of %1 bytes"_s.arg(length));
    m_length = qsizetype(length);
    return Step::Again;
}

/// Without a length the part ends where a line begins with the delimiter.
Result<MultipartReader::Step> MultipartReader::openBody()
{
    qsizetype from = 0;
    for (;;) {
        const qsizetype at = m_buffer.indexOf(m_name, from);
        if (at < 0)
            break;
        qsizetype start = at;
        while (start > 0 && m_buffer.at(start - 1) == '-')
            --start;
        if (at - start >= 2 && start > 0 && m_buffer.at(start - 1) == '\n') {
            const qsizetype end = start > 1 && m_buffer.at(start - 2) == '\r' ? start - 2 : start - 1;
            m_part = m_buffer.first(end);
            m_buffer.remove(0, start);
            m_state = State::Between;
            return Step::Again;
        }
        from = at + 1;
    }
    if (m_buffer.size() > maxPart)
        return broken(Fault::TooLarge, u"picture without an end"_s);
    return Step::NeedMore;
}

tl::unexpected<Error> MultipartReader::broken(Fault fault, const QString &detail)
{
    m_error = Error{fault, 0, detail};
    m_buffer = {};
    return tl::unexpected(*m_error);
}

} // namespace indraj::sbi

#pragma once

#include "devices/sbi/sbitypes.h"

#include <QByteArray>

#include <optional>

namespace indraj::sbi {

/// Cuts a stream of `multipart/x-mixed-replace` into its parts, the pictures of a live preview. Services
/// differ: the boundary in the header may or may not begin with the dashes of the delimiter, a length may be
/// given or not, empty lines may follow a part. Never holds more than one part of maxPart bytes; after an
/// error it stays broken, because there is no way to find the next part in a stream that lied once.
class MultipartReader {
public:
    static constexpr qsizetype maxPart = 4 * 1024 * 1024; ///< bytes of one picture
    static constexpr qsizetype maxHeader = 8 * 1024; ///< bytes of the lines before one, or between two

    /// `contentType` is the header of the answer. None: it names no boundary, or is of another type.
    static std::optional<MultipartReader> forContentType(QByteArrayView contentType);

    void feed(QByteArrayView bytes);
    /// The next whole part; nullopt when more bytes are needed, or after the closing delimiter.
    Result<std::optional<QByteArray>> next();
    bool isClosed() const { return m_state == State::Closed; }

private:
    explicit MultipartReader(QByteArray name)
        : m_name(std::move(name))
    {
    }
    enum class State { Between, Header, SizedBody, OpenBody, Closed };
    enum class Step { Again, NeedMore };
    std::optional<QByteArray> takeLine();
    bool isDelimiter(QByteArrayView line, bool &closing) const;
    Result<Step> between();
    Result<Step> header();
    Result<Step> openBody();
    tl::unexpected<Error> broken(Fault fault, const QString &detail);

    QByteArray m_name; ///< of the boundary, without dashes in front
    QByteArray m_buffer;
    State m_state = State::Between;
    qsizetype m_spent = 0; ///< bytes of lines since the last part
    qsizetype m_length = -1; ///< of the present part, when its header tells it
    std::optional<QByteArray> m_part; ///< finished
    std::optional<Error> m_error;
};

} // namespace indraj::sbi

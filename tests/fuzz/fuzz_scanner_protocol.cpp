// libFuzzer target: both sides' parser of the scanner helper's protocol. Needs indraj_scanner_protocol.
#include "devices/fingerprint/protocol.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace indraj::scannerproto;

namespace {

void readAll(Direction direction, QByteArrayView bytes, qsizetype piece)
{
    MessageReader reader(direction);
    while (!bytes.isEmpty()) {
        const qsizetype now = std::min(piece, bytes.size());
        reader.feed(bytes.first(now));
        bytes = bytes.sliced(now);
        for (;;) {
            const auto message = reader.next();
            if (!message)
                return;
            if (!message->has_value())
                break;
            // What was accepted must be sayable again.
            MessageReader again(direction);
            again.feed(encode(**message));
            const auto back = again.next();
            if (!back || !back->has_value() || (*back)->index() != (*message)->index())
                std::abort();
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView bytes(data + 1, qsizetype(size - 1));
    for (const Direction direction : {Direction::ToHelper, Direction::FromHelper})
        readAll(direction, bytes, 1 + data[0]);
    return 0;
}

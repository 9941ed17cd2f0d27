#include "widgets/controls/message.h"

#include "widgets/theme/tokens.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

QString messageIcon(MessageKind kind)
{
    switch (kind) {
    case MessageKind::Neutral:
        return {};
    case MessageKind::Ok:
        return u"tick"_s;
    case MessageKind::Info:
        return u"info"_s;
    case MessageKind::Warn:
        return u"triangle"_s;
    case MessageKind::Error:
        return u"octagon"_s;
    case MessageKind::Accent:
        return u"forward"_s;
    }
    Q_UNREACHABLE();
}

QColor messageColour(const Tokens &tokens, MessageKind kind)
{
    switch (kind) {
    case MessageKind::Neutral:
        return tokens.controlBorder;
    case MessageKind::Ok:
        return tokens.ok;
    case MessageKind::Info:
        return tokens.info;
    case MessageKind::Warn:
        return tokens.warn;
    case MessageKind::Error:
        return tokens.error;
    case MessageKind::Accent:
        return tokens.accent;
    }
    Q_UNREACHABLE();
}

QColor messageSoftColour(const Tokens &tokens, MessageKind kind)
{
    switch (kind) {
    case MessageKind::Neutral:
        return tokens.sunken;
    case MessageKind::Ok:
        return tokens.okSoft;
    case MessageKind::Info:
        return tokens.infoSoft;
    case MessageKind::Warn:
        return tokens.warnSoft;
    case MessageKind::Error:
        return tokens.errorSoft;
    case MessageKind::Accent:
        return tokens.accentSoft;
    }
    Q_UNREACHABLE();
}

QString messageTone(MessageKind kind)
{
    switch (kind) {
    case MessageKind::Neutral:
        return u"muted"_s;
    case MessageKind::Ok:
        return u"ok"_s;
    case MessageKind::Info:
        return u"info"_s;
    case MessageKind::Warn:
        return u"warn"_s;
    case MessageKind::Error:
        return u"error"_s;
    case MessageKind::Accent:
        return u"accent"_s;
    }
    Q_UNREACHABLE();
}

} // namespace indraj

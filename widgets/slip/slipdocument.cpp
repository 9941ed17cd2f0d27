#include "widgets/slip/slipdocument.h"

#include "widgets/controls/qrcode.h"
#include "widgets/theme/tokens.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QPdfWriter>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int dpi = 300;
constexpr int margin = 60; ///< 6 mm: what desk printers leave white

/// Draws with fixed fonts and absolute sides: paper does not follow the interface language.
class SlipPen {
public:
    explicit SlipPen(QPainter &painter)
        : m_painter(painter)
    {
    }

    void english(const QRectF &box, const QString &text, int size, bool bold, Qt::Alignment side)
    {
        QFont font = latinFont(TextStyle::Body);
        font.setPixelSize(size);
        font.setBold(bold);
        draw(box, text, font, Qt::LeftToRight, side);
    }
    void naskh(const QRectF &box, const QString &text, int size, bool bold, Qt::Alignment side)
    {
        QFont font = naskhFont(TextStyle::Body);
        font.setPixelSize(size);
        font.setBold(bold);
        draw(box, text, font, Qt::RightToLeft, side);
    }
    void nastaliq(const QRectF &box, const QString &text, int size, Qt::Alignment side)
    {
        draw(box, text, nastaliqFont(size), Qt::RightToLeft, side);
    }

private:
    void draw(const QRectF &box, const QString &text, QFont font, Qt::LayoutDirection direction,
              Qt::Alignment side)
    {
        m_painter.save();
        m_painter.setPen(Qt::black);
        m_painter.setFont(fitted(font, text, box.width()));
        m_painter.setLayoutDirection(direction);
        m_painter.drawText(box, int(Qt::AlignAbsolute | side | Qt::AlignVCenter | Qt::TextSingleLine), text);
        m_painter.restore();
    }
    /// A long name is set smaller rather than cut; below 60 % it would no longer be read.
    static QFont fitted(QFont font, const QString &text, qreal width)
    {
        const qreal needed = QFontMetricsF(font).horizontalAdvance(text);
        if (needed > width)
            font.setPixelSize(qMax(int(font.pixelSize() * 0.6), int(font.pixelSize() * width / needed)));
        return font;
    }
    QPainter &m_painter;
};

void paintHeading(SlipPen &pen, qreal width)
{
    pen.nastaliq({margin, 30, width - 2 * margin, 150}, u"درخواست گزار کی رسید"_s, 52, Qt::AlignHCenter);
    pen.english({margin, 170, width - 2 * margin, 45}, u"Applicant’s slip"_s, 32, true, Qt::AlignHCenter);
}

void paintPerson(QPainter &painter, SlipPen &pen, const SlipData &data, qreal width)
{
    const QRectF photo(margin, 240, 280, 360);
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    if (!data.portrait.isNull()) {
        const QSizeF shown
            = QSizeF(data.portrait.size()).scaled(photo.size(), Qt::KeepAspectRatioByExpanding);
        painter.setClipRect(photo);
        painter.drawImage(QRectF(photo.center() - QPointF(shown.width() / 2, shown.height() / 2), shown),
                          data.portrait);
        painter.setClipping(false);
    }
    painter.setPen(QPen(Qt::black, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(photo);
    painter.restore();
    const qreal left = photo.right() + 40;
    const qreal room = width - margin - left;
    pen.naskh({left, 240, room, 55}, u"ٹوکن"_s, 36, false, Qt::AlignRight);
    pen.english({left, 240, room / 2, 55}, u"Token"_s, 30, false, Qt::AlignLeft);
    pen.english({left, 295, room, 100}, data.token, 84, true, Qt::AlignLeft);
    pen.nastaliq({left, 400, room, 130}, data.name.urdu, 50, Qt::AlignRight);
    pen.english({left, 535, room, 60}, data.name.english, 38, true, Qt::AlignLeft);
}

void paintRow(QPainter &painter, SlipPen &pen, qreal top, qreal width, const BilingualText &label,
              const BilingualText &value)
{
    const qreal inner = width - 2 * margin;
    pen.english({margin, top, inner * 0.5, 34}, label.english, 24, false, Qt::AlignLeft);
    pen.naskh({margin + inner * 0.5, top, inner * 0.5, 34}, label.urdu, 27, false, Qt::AlignRight);
    if (value.urdu.isEmpty()) {
        pen.english({margin, top + 34, inner, 46}, value.english, 34, true, Qt::AlignLeft);
    } else {
        pen.english({margin, top + 34, inner * 0.5, 46}, value.english, 30, true, Qt::AlignLeft);
        pen.naskh({margin + inner * 0.5, top + 34, inner * 0.5, 46}, value.urdu, 34, true, Qt::AlignRight);
    }
    painter.save();
    painter.setPen(QPen(QColor(0x99, 0x99, 0x99), 2));
    painter.drawLine(QPointF(margin, top + 88), QPointF(width - margin, top + 88));
    painter.restore();
}

BilingualText serviceWithFee(const SlipData &data)
{
    if (data.fee.english.isEmpty())
        return data.service;
    return {data.service.english + u" · "_s + data.fee.english, data.service.urdu + u" · "_s + data.fee.urdu};
}

} // namespace

QSizeF slipSize(SlipPaper paper) { return paper == SlipPaper::A6 ? QSizeF(105, 148) : QSizeF(80, 148); }

QByteArray slipPayload(const SlipData &data)
{
    const QJsonObject object{{u"v"_s, 1},
                             {u"token"_s, data.token},
                             {u"id"_s, data.enrolment.toString()},
                             {u"station"_s, data.station}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

tl::expected<QImage, SlipError> slipCode(const QByteArray &payload)
{
    return qrCode(payload).map_error([](const QString &detail) {
        return SlipError{SlipFault::CodeTooLong, detail};
    });
}

tl::expected<void, SlipError> paintSlip(QPainter &painter, const SlipData &data, SlipPaper paper)
{
    const auto code = slipCode(slipPayload(data));
    if (!code)
        return tl::unexpected(code.error());
    const QSizeF size = slipSize(paper) * 10;
    SlipPen pen(painter);
    paintHeading(pen, size.width());
    paintPerson(painter, pen, data, size.width());
    paintRow(painter, pen, 630, size.width(), {u"Service"_s, u"سروس"_s}, serviceWithFee(data));
    paintRow(painter, pen, 730, size.width(), {u"Date and time"_s, u"تاریخ اور وقت"_s},
             {data.at.toString(u"dd/MM/yyyy  HH:mm"_s), {}});
    paintRow(painter, pen, 830, size.width(), {u"Station"_s, u"اسٹیشن"_s}, {data.station, {}});
    constexpr qreal side = 360;
    paintQrCode(painter, *code, {(size.width() - side) / 2, 955, side, side});
    pen.naskh({margin, 1340, size.width() - 2 * margin, 48}, u"یہ پرچی سنبھال کر رکھیں"_s, 32, true,
              Qt::AlignHCenter);
    pen.english({margin, 1388, size.width() - 2 * margin, 40}, u"Please keep this slip"_s, 26, false,
                Qt::AlignHCenter);
    return {};
}

tl::expected<QImage, SlipError> slipImage(const SlipData &data, SlipPaper paper, int width)
{
    const QSizeF size = slipSize(paper) * 10;
    const qreal scale = width / size.width();
    QImage image(width, qRound(size.height() * scale), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(scale, scale);
    return paintSlip(painter, data, paper).map([&image] { return image; });
}

tl::expected<void, SlipError> writeSlipPdf(const QString &path, const SlipData &data, SlipPaper paper)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return tl::unexpected(SlipError{SlipFault::CannotOpen, file.errorString()});
    QPdfWriter writer(&file);
    writer.setPdfVersion(QPagedPaintDevice::PdfVersion_A1b);
    writer.setPageSize(QPageSize(slipSize(paper), QPageSize::Millimeter));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setResolution(dpi);
    writer.setTitle(data.token);
    writer.setCreator(u"Indraj"_s);
    QPainter painter;
    if (!painter.begin(&writer))
        return tl::unexpected(SlipError{SlipFault::CannotOpen, u"painter"_s});
    painter.scale(dpi / 254.0, dpi / 254.0);
    const auto painted = paintSlip(painter, data, paper);
    painter.end();
    if (painted && (!file.flush() || file.error() != QFileDevice::NoError))
        return tl::unexpected(SlipError{SlipFault::CannotOpen, file.errorString()});
    return painted;
}

} // namespace indraj

#include "widgets/people/sharepaper.h"

#include "widgets/controls/qrcode.h"
#include "widgets/theme/tokens.h"

#include <QFile>
#include <QPainter>
#include <QPdfWriter>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int dpi = 300;
constexpr qreal margin = 120;
constexpr qreal codeSide = 760; ///< 76 mm: a telephone reads it at arm's length
constexpr int groupsPerLine = 4;

void drawLine(QPainter &painter, const QRectF &box, const QString &text, QFont font, int size, bool urdu,
              Qt::Alignment side, bool bold = false)
{
    font.setPixelSize(size);
    font.setBold(bold);
    painter.save();
    painter.setPen(Qt::black);
    painter.setFont(font);
    painter.setLayoutDirection(urdu ? Qt::RightToLeft : Qt::LeftToRight);
    painter.drawText(box, int(Qt::AlignAbsolute | side | Qt::AlignVCenter | Qt::TextWordWrap), text);
    painter.restore();
}

/// The share in lines of few groups, as a person reads them aloud.
QStringList shareLines(const QString &share)
{
    const QStringList groups = share.split(u'-', Qt::SkipEmptyParts);
    QStringList lines;
    for (qsizetype i = 0; i < groups.size(); i += groupsPerLine)
        lines << groups.mid(i, groupsPerLine).join(u"  –  "_s);
    return lines;
}

void paintWords(QPainter &painter, const SharePage &page, qreal width)
{
    const qreal inner = width - 2 * margin;
    const QFont latin = latinFont(TextStyle::Body);
    const QFont naskh = naskhFont(TextStyle::Body);
    drawLine(painter, {margin, 70, inner, 150}, u"بحالی کا حصہ"_s, nastaliqFont(64), 64, true,
             Qt::AlignRight);
    drawLine(painter, {margin, 90, inner, 90}, u"Recovery share %1 of 3"_s.arg(page.number), latin, 52, false,
             Qt::AlignLeft, true);
    drawLine(painter, {margin, 180, inner, 50},
             u"Station %1   ·   %2   ·   %3"_s.arg(page.station, page.recoveryId,
                                                   page.madeAt.toLocalTime().toString(u"dd/MM/yyyy"_s)),
             latin, 30, false, Qt::AlignLeft);
    qreal top = 1080;
    for (const QString &line : shareLines(page.share)) {
        QFont mono(QStringList{u"DejaVu Sans Mono"_s, u"Noto Sans Mono"_s, u"monospace"_s});
        drawLine(painter, {margin, top, inner, 80}, line, mono, 46, false, Qt::AlignHCenter, true);
        top += 84;
    }
    drawLine(painter, {margin, 1760, inner, 110},
             u"Keep this in a sealed envelope, away from the station and from the other two shares. "
             "Two of the three open everything that is stored there."_s,
             latin, 32, false, Qt::AlignLeft);
    drawLine(painter, {margin, 1880, inner, 130},
             u"یہ مہر بند لفافے میں رکھیں، اسٹیشن سے اور باقی دو حصوں سے الگ۔ تین میں سے کوئی دو حصے وہاں "
             u"محفوظ سب کچھ "
             "کھول سکتے ہیں۔"_s,
             naskh, 36, true, Qt::AlignRight);
}

} // namespace

QSizeF sharePaperSize() { return {148, 210}; }

tl::expected<void, SharePaperError> paintShare(QPainter &painter, const SharePage &page)
{
    const auto code = qrCode(page.share.toLatin1());
    if (!code)
        return tl::unexpected(SharePaperError{SharePaperFault::CodeTooLong, code.error()});
    const qreal width = sharePaperSize().width() * 10;
    paintWords(painter, page, width);
    paintQrCode(painter, *code, {(width - codeSide) / 2, 270, codeSide, codeSide});
    return {};
}

tl::expected<void, SharePaperError> writeSharePdf(const QString &path, const QList<SharePage> &pages)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly)
        || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return tl::unexpected(SharePaperError{SharePaperFault::CannotOpen, file.errorString()});
    QPdfWriter writer(&file);
    writer.setPdfVersion(QPagedPaintDevice::PdfVersion_A1b);
    writer.setPageSize(QPageSize(sharePaperSize(), QPageSize::Millimeter));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setResolution(dpi);
    writer.setTitle(u"Indraj"_s);
    writer.setCreator(u"Indraj"_s);
    QPainter painter;
    if (!painter.begin(&writer))
        return tl::unexpected(SharePaperError{SharePaperFault::CannotOpen, u"painter"_s});
    painter.scale(dpi / 254.0, dpi / 254.0);
    for (qsizetype i = 0; i < pages.size(); ++i) {
        if (i > 0)
            writer.newPage();
        if (const auto painted = paintShare(painter, pages.at(i)); !painted)
            return painted;
    }
    painter.end();
    if (!file.flush() || file.error() != QFileDevice::NoError)
        return tl::unexpected(SharePaperError{SharePaperFault::CannotOpen, file.errorString()});
    return {};
}

} // namespace indraj

#include "widgets/review/likenessscale.h"

#include "widgets/review/likenesswords.h"
#include "widgets/review/parts.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <array>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int barTop = 8;
constexpr int barHeight = 10;
} // namespace

LikenessScale::LikenessScale(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"likeness.scale"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
}

void LikenessScale::setComparison(const std::optional<FaceComparison> &comparison)
{
    m_comparison = comparison;
    describe();
    update();
}

void LikenessScale::describe()
{
    const bool compared = m_comparison && m_comparison->distance;
    setAccessibleName(compared ? said(this, wordsFor(m_comparison->likeness)) : tr("Not compared"));
    setAccessibleDescription(compared ? figuresOf(*m_comparison) : QString());
    setToolTip((compared ? figuresOf(*m_comparison) + u"\n\n"_s : QString()) + said(this, likenessCaveat()));
}

/// The grey zone takes the middle third, whatever its limits are; beyond it the line is true to scale.
double LikenessScale::shareOf(double value) const
{
    const double from = m_comparison->agreesTo;
    const double zone = std::max(0.01, m_comparison->differsFrom - from);
    constexpr double inset = 0.02; // the mark stays whole at both ends
    return std::clamp(1.0 / 3 + (value - from) / zone / 3, inset, 1 - inset);
}

void LikenessScale::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool compared = m_comparison && m_comparison->distance;
    const std::array zones{Likeness::Agrees, Likeness::LookClosely, Likeness::Differs};
    const std::array fills{tokens.ok, tokens.warn, tokens.error};
    const double part = width() / 3.0;
    for (std::size_t k = 0; k < zones.size(); ++k) {
        const double left
            = isRightToLeft() ? width() - (static_cast<double>(k) + 1) * part : static_cast<double>(k) * part;
        const bool here = compared && m_comparison->likeness == zones[k];
        painter.setPen(Qt::NoPen);
        painter.setBrush(compared ? fills[k] : tokens.border);
        painter.setOpacity(!compared || here ? 1.0 : 0.35);
        painter.drawRoundedRect(QRectF(left + 1, barTop, part - 2, barHeight), 3, 3);
        painter.setOpacity(1);
        QFont font = fontFor(this, TextStyle::Small);
        font.setBold(here);
        painter.setFont(font);
        painter.setPen(here ? tokens.text : tokens.textMuted);
        painter.drawText(QRectF(left, barTop + barHeight + 2, part, height() - barTop - barHeight - 2),
                         Qt::AlignHCenter | Qt::AlignTop, said(this, wordsFor(zones[k])));
    }
    if (!compared)
        return;
    const double share = shareOf(m_comparison->normalised.value_or(*m_comparison->distance));
    const double x = (isRightToLeft() ? 1 - share : share) * width();
    painter.setPen(QPen(tokens.surface, 2));
    painter.setBrush(tokens.text);
    painter.drawPolygon(QPolygonF(QList<QPointF>{{x, barTop + barHeight - 1}, {x - 8, 0}, {x + 8, 0}}));
}

void LikenessScale::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        describe();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        update();
    QWidget::changeEvent(event);
}

} // namespace indraj

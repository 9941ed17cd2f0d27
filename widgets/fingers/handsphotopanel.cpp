#include "widgets/fingers/handsphotopanel.h"

#include "widgets/controls/actionbutton.h"
#include "widgets/controls/textlabel.h"
#include "widgets/fingers/handdiagram.h"
#include "widgets/review/parts.h"
#include "widgets/review/spokenwords.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int photoPlateHeight = 84;
constexpr int photoSideWidth = 236;
constexpr int photoPanelMargin = 16;
} // namespace

PhotoView::PhotoView(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"hands.view"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void PhotoView::setPicture(const QImage &picture)
{
    m_picture = picture;
    update();
}

void PhotoView::setBadge(const QString &text)
{
    m_badge = text;
    update();
}

void PhotoView::setWords(const BilingualText &words)
{
    if (m_words.english == words.english)
        return;
    m_words = words;
    setAccessibleName(words.english + u'\n' + words.urdu);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    update();
}

void PhotoView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const Tokens &tokens = tokensOf(this);
    QPainterPath corners;
    corners.addRoundedRect(rect(), 8, 8);
    painter.setClipPath(corners);
    painter.fillRect(rect(), tokens.overlayPlate);
    const QRect area = rect().adjusted(0, 0, 0, -photoPlateHeight);
    if (!m_picture.isNull()) {
        QRect place({}, m_picture.size().scaled(area.size(), Qt::KeepAspectRatio));
        place.moveCenter(area.center());
        painter.drawImage(place, m_picture);
    }
    painter.setPen(tokens.overlayText);
    if (!m_badge.isEmpty()) {
        QFont font = fontFor(this, TextStyle::Small);
        font.setBold(true);
        painter.setFont(font);
        const QRectF box(12, 12, QFontMetrics(font).horizontalAdvance(m_badge) + 20, 26);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.overlayPlate);
        painter.drawRoundedRect(box, 4, 4);
        painter.setPen(tokens.overlayText);
        painter.drawText(box, Qt::AlignCenter, m_badge);
    }
    const QRectF plate(0, area.bottom() + 1, width(), photoPlateHeight);
    painter.setLayoutDirection(Qt::RightToLeft);
    painter.setFont(naskhFont(TextStyle::Guidance));
    painter.drawText(plate.adjusted(8, 2, -8, -36), Qt::AlignCenter, m_words.urdu);
    QFont english = latinFont(TextStyle::Guidance);
    english.setBold(false);
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.setFont(english);
    painter.drawText(plate.adjusted(8, 46, -8, -10), Qt::AlignCenter, m_words.english);
}

HandsPhotoPanel::HandsPhotoPanel(PhotoCapture &capture, QWidget *parent)
    : QFrame(parent)
    , m_capture(capture)
    , m_title(new TextLabel(TextStyle::Heading, this))
    , m_view(new PhotoView(this))
    , m_hands(new HandDiagram)
    , m_marked(new TextLabel(TextStyle::Small))
    , m_lead(new TextLabel(TextStyle::Small))
    , m_take(new ActionButton(u"hands.take"_s, {}, this))
    , m_use(new ActionButton(u"hands.use"_s, {}, this, ActionButton::Look::Primary))
    , m_later(new ActionButton(u"hands.later"_s, {}, this))
{
    setObjectName(u"handsPhoto"_s);
    setProperty("panel", u"picker"_s);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("noFocusRing", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 14, 20, 14);
    column->setSpacing(10);
    column->addWidget(m_title);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_view, 1);
    row->addWidget(buildSide());
    column->addLayout(row, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    m_later->setKeyHint(u"Esc"_s);
    m_take->setKeyHint(u"Space"_s);
    m_use->setKeyHint(u"Enter"_s);
    buttons->addWidget(m_later);
    buttons->addStretch(1);
    buttons->addWidget(m_take);
    buttons->addWidget(m_use);
    column->addLayout(buttons);
    connect(m_take, &QAbstractButton::clicked, this, &HandsPhotoPanel::take);
    connect(m_use, &QAbstractButton::clicked, this, &HandsPhotoPanel::useIt);
    connect(m_later, &QAbstractButton::clicked, this, [this] {
        shut();
        Q_EMIT postponed();
    });
    connectCamera();
    hide();
}

QWidget *HandsPhotoPanel::buildSide()
{
    auto *side = new QWidget;
    side->setFixedWidth(photoSideWidth);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_hands->setSelectable(false);
    m_hands->setFixedSize(photoSideWidth, photoSideWidth * 304 / 534);
    m_marked->setWordWrap(true);
    m_marked->setBold(true);
    m_lead->setWordWrap(true);
    m_lead->setTone(u"muted"_s);
    column->addWidget(m_hands);
    column->addWidget(m_marked);
    column->addWidget(m_lead);
    column->addStretch(1);
    return side;
}

void HandsPhotoPanel::connectCamera()
{
    connect(&m_capture, &PhotoCapture::frame, this, [this](const QImage &preview, PhotoHint hint) {
        if (isHidden() || hasTaken())
            return;
        m_view->setPicture(preview);
        m_hint = hint;
        m_trouble.clear();
        refresh();
    });
    connect(&m_capture, &PhotoCapture::taken, this, [this](const Sample &sample, const QImage &picture) {
        if (isHidden())
            return;
        m_sample = sample;
        m_picture = picture;
        m_view->setPicture(picture);
        refresh();
        m_use->setFocus(Qt::OtherFocusReason);
    });
    const auto trouble = [this] {
        m_trouble = tr("The camera gives no picture. Check the cable; it goes on by itself.");
        refresh();
    };
    connect(&m_capture, &PhotoCapture::cameraStalled, this, trouble);
    connect(&m_capture, &PhotoCapture::cameraFailed, this, trouble);
    connect(&m_capture, &PhotoCapture::notTaken, this, trouble);
}

void HandsPhotoPanel::open(const Enrolment &enrolment)
{
    m_exceptions = enrolment.exceptions;
    for (const FingerPosition finger : allFingers) {
        FingerView view;
        view.mark = enrolment.exceptionFor(finger) ? FingerMark::Exception
            : enrolment.finger(finger)             ? FingerMark::Good
                                                   : FingerMark::ToDo;
        m_hands->setFinger(finger, view);
    }
    m_sample = {};
    m_trouble.clear();
    m_hint = PhotoHint::None;
    m_view->setPicture({});
    retranslate();
    setGeometry(parentWidget()->rect().adjusted(photoPanelMargin, photoPanelMargin, -photoPanelMargin,
                                                -photoPanelMargin));
    show();
    raise();
    m_capture.start();
    setFocus(Qt::OtherFocusReason);
}

void HandsPhotoPanel::shut()
{
    if (isHidden())
        return;
    m_capture.stop();
    m_sample = {};
    m_picture = {};
    m_view->setPicture({}); // no face and hands stay in a hidden window
    hide();
}

void HandsPhotoPanel::take()
{
    if (hasTaken()) { // again: back to the live picture
        m_sample = {};
        refresh();
        setFocus(Qt::OtherFocusReason);
        return;
    }
    m_capture.take();
}

void HandsPhotoPanel::useIt()
{
    if (!hasTaken())
        return;
    const Sample sample = m_sample;
    const QImage picture = m_picture;
    shut();
    Q_EMIT accepted(sample, picture);
}

void HandsPhotoPanel::refresh()
{
    BilingualText words{u"Show both hands, fingers spread"_s, u"دونوں ہاتھ دکھائیں، انگلیاں کھول کر"_s};
    if (hasTaken())
        words = {u"Thank you. One moment"_s, u"شکریہ۔ ذرا ٹھہریں"_s};
    else if (m_hint == PhotoHint::TooDark)
        words = {u"Please wait, more light is needed"_s, u"براہِ کرم انتظار کریں، روشنی کم ہے"_s};
    else if (m_hint == PhotoHint::TooBright)
        words = {u"Please wait, there is too much light"_s, u"براہِ کرم انتظار کریں، روشنی زیادہ ہے"_s};
    else if (m_hint == PhotoHint::Blurred)
        words = {u"Please hold your hands still"_s, u"براہِ کرم ہاتھ نہ ہلائیں"_s};
    m_view->setWords(words);
    m_view->setBadge(m_capture.simulated() ? tr("Simulated") : hasTaken() ? tr("Photo") : tr("Live"));
    m_take->setLabel(hasTaken() ? tr("Take again") : tr("Take photo"));
    m_take->setLook(hasTaken() ? ActionButton::Look::Normal : ActionButton::Look::Primary);
    m_use->setVisible(hasTaken());
    const bool wrong = !m_trouble.isEmpty();
    m_lead->setTone(wrong ? u"error"_s : u"muted"_s);
    m_lead->setText(wrong
                        ? m_trouble
                        : tr("Face and both hands in one picture. What is missing, bandaged or damaged must "
                             "be seen: the in-charge looks at it beside the marked fingers."));
}

void HandsPhotoPanel::retranslate()
{
    m_title->setText(tr("Photo of both hands"));
    setAccessibleName(m_title->text());
    m_later->setLabel(tr("Later"));
    m_use->setLabel(tr("Use photo"));
    QStringList marked;
    for (const BiometricException &exception : std::as_const(m_exceptions))
        marked << said(this, wordsFor(exception.finger)) + u": "_s + said(this, wordsFor(exception.kind));
    m_marked->setText(marked.join(u'\n'));
    refresh();
}

void HandsPhotoPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        m_later->click();
    else if (event->key() == Qt::Key_Space)
        m_take->click();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        m_use->click();
    else
        QFrame::keyPressEvent(event);
}

void HandsPhotoPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace indraj

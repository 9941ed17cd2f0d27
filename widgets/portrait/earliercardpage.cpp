#include "widgets/portrait/earliercardpage.h"

#include "capture/photo/cardframe.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/panel.h"
#include "widgets/controls/textlabel.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/fingers/handsphotopanel.h"
#include "widgets/review/parts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int cardSideWidth = 252;

/// The live picture with the place of the card in it; what stays outside is not taken.
QImage framedPreview(const QImage &preview)
{
    QImage shown = preview.convertToFormat(QImage::Format_RGB32);
    const QRect frame = cardFrame(shown.size());
    QPainter painter(&shown);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath card, outside;
    card.addRoundedRect(frame, 14, 14);
    outside.addRect(shown.rect());
    painter.fillPath(outside.subtracted(card), QColor(0, 0, 0, 120));
    painter.setPen(QPen(Qt::white, 3));
    painter.drawPath(card);
    return shown;
}

BilingualText liveWords(PhotoHint hint)
{
    switch (hint) {
    case PhotoHint::TooDark:
        return {u"Please wait, more light is needed"_s, u"براہِ کرم انتظار کریں، روشنی کم ہے"_s};
    case PhotoHint::TooBright:
        return {u"Please wait, there is too much light"_s, u"براہِ کرم انتظار کریں، روشنی زیادہ ہے"_s};
    case PhotoHint::Blurred:
        return {u"Please hold the card still"_s, u"براہِ کرم کارڈ نہ ہلائیں"_s};
    case PhotoHint::None:
        break;
    }
    return {u"Hold the earlier card in the frame"_s, u"پرانا کارڈ خانے کے اندر دکھائیں"_s};
}

} // namespace

EarlierCardPage::EarlierCardPage(PhotoCapture &capture, EnrolmentDesk &desk, QWidget *parent)
    : Page(parent)
    , m_capture(capture)
    , m_desk(desk)
    , m_notice(new Banner)
    , m_view(new PhotoView(this))
    , m_title(new TextLabel(TextStyle::Heading))
    , m_lost(new TextLabel(TextStyle::Small))
{
    setObjectName(u"page.card"_s);
    m_view->setObjectName(u"card.view"_s);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("noFocusRing", true);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(12);
    m_notice->hide();
    box->addWidget(m_notice);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_view, 1);
    row->addWidget(buildSide());
    box->addLayout(row, 1);
    connectCamera();
    const auto refreshIfShown = [this] {
        if (m_shown)
            refresh();
    };
    connect(&m_desk, &EnrolmentDesk::changed, this, refreshIfShown);
    connect(&m_desk, &EnrolmentDesk::picturesChanged, this, refreshIfShown);
    connect(&m_desk, &EnrolmentDesk::closed, this, [this] {
        m_sample = {};
        m_picture = {};
        m_view->setPicture({}); // nobody's card stays in a hidden window
    });
    refresh();
}

QWidget *EarlierCardPage::buildSide()
{
    auto *panel = new Panel;
    panel->setFixedWidth(cardSideWidth);
    panel->body()->setSpacing(12);
    m_title->setWordWrap(true);
    panel->body()->addWidget(m_title);
    for (int i = 0; i < 3; ++i) {
        auto *line = new TextLabel(TextStyle::Body);
        line->setWordWrap(true);
        m_advice.append(line);
        panel->body()->addWidget(line);
    }
    panel->body()->addStretch(1);
    m_lost->setWordWrap(true);
    m_lost->setTone(u"muted"_s);
    panel->body()->addWidget(m_lost);
    return panel;
}

void EarlierCardPage::connectCamera()
{
    connect(&m_capture, &PhotoCapture::frame, this, [this](const QImage &preview, PhotoHint hint) {
        if (!m_looking)
            return;
        m_view->setPicture(framedPreview(preview));
        const bool first = !std::exchange(m_seen, true);
        if (std::exchange(m_hint, hint) != hint || first || !m_notice->isHidden()) {
            notify(*m_notice, MessageKind::Info, {});
            refresh();
        }
    });
    connect(&m_capture, &PhotoCapture::taken, this, [this](const Sample &sample, const QImage &picture) {
        if (!m_looking)
            return;
        m_sample = sample;
        m_picture = picture;
        rest();
        refresh();
    });
    const auto trouble = [this] {
        if (!m_looking)
            return;
        m_seen = false;
        notify(*m_notice, MessageKind::Error,
               tr("The camera gives no picture. Check the cable; it goes on by itself."));
        refresh();
    };
    connect(&m_capture, &PhotoCapture::cameraStalled, this, trouble);
    connect(&m_capture, &PhotoCapture::cameraFailed, this, trouble);
    connect(&m_capture, &PhotoCapture::notTaken, this, trouble);
    connect(&m_desk, &EnrolmentDesk::saveFailed, this, [this] {
        if (m_shown)
            notify(*m_notice, MessageKind::Error,
                   tr("The picture of the card could not be saved yet. It is kept here and tried again."));
    });
}

EarlierCardPage::Stage EarlierCardPage::stage() const
{
    if (!m_sample.bytes.isEmpty())
        return Stage::Taken;
    const bool saved = m_desk.hasEnrolment() && m_desk.enrolment().earlierCard();
    return saved && !m_again ? Stage::Saved : Stage::Live;
}

QString EarlierCardPage::notice() const { return m_notice->isHidden() ? QString() : m_notice->text(); }

void EarlierCardPage::enter()
{
    m_shown = true;
    m_again = false;
    m_sample = {};
    m_picture = {};
    notify(*m_notice, MessageKind::Info, {});
    look();
    refresh();
    setFocus();
}

void EarlierCardPage::leave()
{
    m_shown = false;
    m_sample = {};
    m_picture = {};
    rest();
}

void EarlierCardPage::suspend() { rest(); }

void EarlierCardPage::resume() { look(); }

/// Camera on where there is something to take.
void EarlierCardPage::look()
{
    if (!m_shown || m_looking || stage() != Stage::Live)
        return;
    m_looking = true;
    m_seen = false;
    m_hint = PhotoHint::None;
    m_capture.start();
}

void EarlierCardPage::rest()
{
    if (std::exchange(m_looking, false))
        m_capture.stop();
    m_view->setPicture({});
}

void EarlierCardPage::take()
{
    if (m_looking) {
        if (m_seen)
            m_capture.take();
        return;
    }
    m_again = true;
    m_sample = {};
    m_picture = {};
    look();
    refresh();
}

void EarlierCardPage::use()
{
    if (stage() != Stage::Taken || !m_desk.hasEnrolment())
        return;
    m_desk.saveSample(std::exchange(m_sample, {}), std::exchange(m_picture, {}));
    m_again = false;
    Q_EMIT navigate(u"next"_s);
}

void EarlierCardPage::refresh()
{
    switch (stage()) {
    case Stage::Live:
        m_view->setWords(liveWords(m_hint));
        m_view->setBadge(m_capture.simulated() ? tr("Simulated") : tr("Live"));
        break;
    case Stage::Taken:
        m_view->setPicture(m_picture);
        m_view->setWords({u"Thank you. One moment"_s, u"شکریہ۔ ذرا ٹھہریں"_s});
        m_view->setBadge(tr("Photo"));
        break;
    case Stage::Saved:
        m_view->setPicture(m_desk.earlierCard());
        m_view->setWords({u"Thank you"_s, u"شکریہ"_s});
        m_view->setBadge(tr("Saved"));
        break;
    }
    refreshSide();
    Q_EMIT chromeChanged();
}

void EarlierCardPage::refreshSide()
{
    QStringList advice;
    switch (stage()) {
    case Stage::Live:
        m_title->setText(tr("Photograph the earlier card"));
        advice = {tr("The side with the photo, as large as the frame. A card held too far away cannot be "
                     "compared."),
                  tr("Only the card in the frame, no face behind it."),
                  tr("Tilt it a little when a light shines back from it.")};
        break;
    case Stage::Taken:
        m_title->setText(tr("Look at the picture"));
        advice = {tr("Can the face and the number be read?"),
                  tr("Is it the card of the person in front of you?"),
                  {}};
        break;
    case Stage::Saved:
        m_title->setText(tr("The picture is saved"));
        advice = {tr("Its photo is compared with the face at sign-off."), {}, {}};
        break;
    }
    for (qsizetype i = 0; i < m_advice.size(); ++i) {
        m_advice.at(i)->setText(advice.at(i));
        m_advice.at(i)->setVisible(!advice.at(i).isEmpty());
    }
    m_lost->setText(stage() == Stage::Live
                        ? tr("No card here, because it is lost or was not brought: go on with F8. The "
                             "in-charge is told.")
                        : QString());
}

void EarlierCardPage::trigger(const QString &actionId)
{
    if (actionId == u"back"_s)
        Q_EMIT navigate(u"back"_s);
    else if (actionId == u"pause"_s)
        Q_EMIT navigate(u"home"_s);
    else if (actionId == u"take"_s)
        take();
    else if (actionId == u"use"_s)
        use();
    else if (actionId == u"next"_s || actionId == u"none"_s)
        Q_EMIT navigate(u"next"_s);
}

PageChrome EarlierCardPage::chrome() const
{
    const Stage now = stage();
    PageChrome chrome;
    chrome.title = tr("Earlier card");
    chrome.subtitle = now == Stage::Saved ? tr("Photograph it again only if it cannot be read.")
                                          : tr("The card that is renewed, held before the camera.");
    chrome.tool = ActionSpec{u"take"_s,
                             now == Stage::Live ? tr("Take photo") : tr("Take again"),
                             QKeySequence(Qt::Key_Space),
                             ActionSpec::Kind::Normal,
                             now != Stage::Live || m_seen,
                             u"camera"_s};
    chrome.start = {ActionSpec{u"back"_s, tr("Back"), QKeySequence(Qt::ALT | Qt::Key_Left),
                               ActionSpec::Kind::Normal, true, u"back"_s}};
    chrome.end = {ActionSpec{u"pause"_s, tr("Save and pause"), {}, ActionSpec::Kind::Normal, true, {}}};
    if (now == Stage::Saved) {
        chrome.end << ActionSpec{u"next"_s, tr("Continue"), {}, ActionSpec::Kind::Primary, true, {}};
    } else {
        chrome.end << ActionSpec{u"none"_s,
                                 tr("No card here"),
                                 QKeySequence(Qt::Key_F8),
                                 ActionSpec::Kind::Normal,
                                 now == Stage::Live,
                                 {}};
        chrome.end << ActionSpec{
            u"use"_s, tr("Use picture"), {}, ActionSpec::Kind::Primary, now == Stage::Taken, {}};
    }
    chrome.showSteps = true;
    chrome.showCitizen = true;
    return chrome;
}

void EarlierCardPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        trigger(stage() == Stage::Saved ? u"next"_s : u"use"_s);
    else
        Page::keyPressEvent(event);
}

void EarlierCardPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    Page::changeEvent(event);
}

} // namespace indraj

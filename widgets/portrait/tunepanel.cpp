#include "widgets/portrait/tunepanel.h"

#include "widgets/controls/actionbutton.h"
#include "widgets/controls/textlabel.h"
#include "widgets/portrait/cameramodes.h"
#include "widgets/portrait/modechoice.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int tunePanelWidth = 360;

QString nameOf(CameraControlId id)
{
    switch (id) {
    case CameraControlId::AutoExposure:
        return TunePanel::tr("Exposure by itself");
    case CameraControlId::Exposure:
        return TunePanel::tr("Exposure");
    case CameraControlId::AutoWhiteBalance:
        return TunePanel::tr("White balance by itself");
    case CameraControlId::WhiteBalance:
        return TunePanel::tr("White balance");
    case CameraControlId::AutoFocus:
        return TunePanel::tr("Focus by itself");
    case CameraControlId::Focus:
        return TunePanel::tr("Focus");
    case CameraControlId::Zoom:
        return TunePanel::tr("Zoom");
    case CameraControlId::FaceExposure:
        return TunePanel::tr("Exposure follows the face");
    case CameraControlId::Mirror:
        return TunePanel::tr("Show the live picture mirrored");
    }
    return {};
}

} // namespace

TunePanel::TunePanel(CameraTune &tune, QWidget *page)
    : QFrame(page)
    , m_tune(tune)
    , m_title(new TextLabel(TextStyle::Heading, this))
    , m_formats(new QVBoxLayout)
    , m_rows(new QVBoxLayout)
    , m_factory(new ActionButton(u"photo.tune.factory"_s, {}, this))
    , m_close(new ActionButton(u"photo.tune.close"_s, {}, this, ActionButton::Look::Primary))
{
    setObjectName(u"tunePanel"_s);
    setProperty("panel", u"picker"_s);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("noFocusRing", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(10);
    column->addWidget(m_title);
    column->addLayout(m_formats);
    m_rows->setSpacing(6);
    column->addLayout(m_rows);
    auto *row = new QHBoxLayout;
    m_close->setKeyHint(u"Esc"_s);
    row->addWidget(m_factory);
    row->addStretch(1);
    row->addWidget(m_close);
    column->addLayout(row);
    connect(m_factory, &QAbstractButton::clicked, this, [this] { m_tune.reset(); });
    connect(m_close, &QAbstractButton::clicked, this, &TunePanel::close);
    connect(&m_tune, &CameraTune::changed, this, &TunePanel::refresh);
    retranslate();
    hide();
}

void TunePanel::addSwitch(const CameraControl &control)
{
    auto *box = new QCheckBox(nameOf(control.id), this);
    box->setObjectName(u"tune."_s + controlKey(control.id));
    box->setMinimumHeight(36);
    connect(box, &QCheckBox::toggled, this, [this, id = control.id](bool on) { m_tune.set(id, on ? 1 : 0); });
    m_rows->addWidget(box);
    m_switches.insert(control.id, box);
    m_made.append(box);
}

void TunePanel::addSlider(const CameraControl &control)
{
    auto *label = new TextLabel(TextStyle::Label, this);
    label->setText(nameOf(control.id));
    auto *slider = new QSlider(Qt::Horizontal, this);
    slider->setObjectName(u"tune."_s + controlKey(control.id));
    slider->setAccessibleName(nameOf(control.id));
    slider->setRange(control.least, control.most);
    slider->setSingleStep(qMax(1, control.step));
    slider->setPageStep(qMax(control.step, (control.most - control.least) / 10));
    slider->setMinimumHeight(28);
    connect(slider, &QSlider::valueChanged, this,
            [this, id = control.id](int value) { m_tune.set(id, value); });
    m_rows->addWidget(label);
    m_rows->addWidget(slider);
    m_sliders.insert(control.id, slider);
    m_made << label << slider;
}

void TunePanel::rebuild()
{
    qDeleteAll(m_made);
    m_made.clear();
    m_switches.clear();
    m_sliders.clear();
    for (const CameraControl &control : m_tune.controls())
        control.isSwitch ? addSwitch(control) : addSlider(control);
    refresh();
}

void TunePanel::refresh()
{
    for (const CameraControl &control : m_tune.controls()) {
        if (QCheckBox *box = m_switches.value(control.id)) {
            const QSignalBlocker quiet(box);
            box->setChecked(control.value != 0);
            box->setEnabled(control.usable);
        }
        if (QAbstractSlider *slider = m_sliders.value(control.id)) {
            const QSignalBlocker quiet(slider);
            if (!slider->isSliderDown())
                slider->setValue(control.value);
            slider->setEnabled(control.usable);
        }
    }
}

void TunePanel::offerModes(CameraModes &modes)
{
    auto *choice = new ModeChoice(modes, this);
    m_formats->addWidget(choice);
    setTabOrder(this, choice->focusProxy());
    // The sentence under it may become longer: what stands below moves down, nothing is cut. Once the labels
    // have told the layout.
    connect(&modes, &CameraModes::changed, this, &TunePanel::fitLater);
}

void TunePanel::fitLater()
{
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!isHidden())
                adjustSize();
        },
        Qt::QueuedConnection);
}

void TunePanel::open()
{
    rebuild();
    setFixedWidth(qMin(tunePanelWidth, parentWidget()->width() - 32));
    adjustSize();
    // Over the side panel: the live picture stays in sight.
    const int beside = isRightToLeft() ? 8 : parentWidget()->width() - width() - 8;
    move(beside, qMax(0, (parentWidget()->height() - height()) / 4));
    show();
    raise();
    setFocus(Qt::OtherFocusReason);
}

void TunePanel::close()
{
    hide();
    Q_EMIT closed();
}

void TunePanel::retranslate()
{
    m_title->setText(tr("Camera"));
    setAccessibleName(m_title->text());
    m_factory->setLabel(tr("Factory values"));
    m_close->setLabel(tr("Close"));
    if (!isHidden()) {
        rebuild();
        fitLater();
    }
}

void TunePanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return close();
    QFrame::keyPressEvent(event);
}

void TunePanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace indraj

#include "widgets/portrait/modechoice.h"

#include "widgets/controls/choicebox.h"
#include "widgets/controls/textlabel.h"
#include "widgets/portrait/cameramodes.h"
#include "widgets/theme/textstyle.h"

#include <QEvent>
#include <QLocale>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString bestCode = QStringLiteral("best"); ///< no format is written so

/// In one piece: a line is not broken within it.
QString sizeWords(const CameraFormat &format)
{
    return isolated(u"%1\u00a0×\u00a0%2"_s.arg(format.size.width()).arg(format.size.height()));
}

QString rateWords(const CameraFormat &format)
{
    return isolated(QLocale(QLocale::English).toString(format.perSecond(), 'g', 3));
}

/// Short enough for the drop-down of a side panel, so that no two entries look alike.
QString entryWords(const CameraFormat &format)
{
    return (format.coding == CameraFormat::Coding::Jpeg ? ModeChoice::tr("%1, %2/s, JPEG")
                                                        : ModeChoice::tr("%1, %2/s, raw"))
        .arg(sizeWords(format), rateWords(format));
}

/// What the camera does, in one sentence; of a camera that is gone first of all that, then of a wish that did
/// not come true.
QString hintFor(const CameraModes &modes, bool &isTrouble)
{
    const auto mode = modes.mode();
    isTrouble = modes.isSilent() || (mode && mode->missed);
    if (modes.isSilent())
        return ModeChoice::tr("The camera gives no picture now.");
    if (!mode)
        return ModeChoice::tr("Its formats are listed once it has given a picture.");
    if (mode->offered.isEmpty())
        return ModeChoice::tr("This camera offers one format only.");
    if (!mode->used)
        return ModeChoice::tr("Being tried.");
    const QString used = modeWords(*mode->used);
    if (!mode->missed)
        return ModeChoice::tr("Now: %1.").arg(used);
    return (mode->missedIsGone ? ModeChoice::tr("The camera does not offer %1 any more. Now: %2.")
                               : ModeChoice::tr("The camera gave no picture with %1. Now: %2."))
        .arg(modeWords(*mode->missed), used);
}

} // namespace

QString modeWords(const CameraFormat &format)
{
    return (format.coding == CameraFormat::Coding::Jpeg ? ModeChoice::tr("%1, %2 a second, compressed (JPEG)")
                                                        : ModeChoice::tr("%1, %2 a second, uncompressed"))
        .arg(sizeWords(format), rateWords(format));
}

ModeChoice::ModeChoice(CameraModes &modes, QWidget *parent)
    : QWidget(parent)
    , m_modes(modes)
    , m_title(new TextLabel(TextStyle::Label, this))
    , m_box(new ChoiceBox(this))
    , m_hint(new TextLabel(TextStyle::Small, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_box->setObjectName(u"field.cameraformat"_s);
    m_title->setBuddy(m_box);
    setFocusProxy(m_box);
    m_hint->setObjectName(u"cameraformat.hint"_s);
    m_hint->setWordWrap(true);
    column->addWidget(m_title);
    column->addWidget(m_box);
    column->addWidget(m_hint);
    connect(m_box, &QComboBox::activated, this, [this] {
        const auto format = CameraFormat::parse(m_box->currentCode());
        if (format == m_modes.wanted())
            return;
        m_modes.want(format);
        Q_EMIT chosen();
    });
    connect(&m_modes, &CameraModes::changed, this, &ModeChoice::refresh);
    refresh();
}

QString ModeChoice::hint() const { return m_hint->text(); }

void ModeChoice::refresh()
{
    m_title->setText(tr("Format of its pictures"));
    m_box->setAccessibleName(m_title->text());
    const QSignalBlocker quiet(m_box);
    m_box->clear();
    m_box->addItem(tr("Best (chosen by the station)"), bestCode);
    const auto mode = m_modes.mode();
    QList<CameraFormat> formats = mode ? mode->offered : QList<CameraFormat>();
    const auto wanted = m_modes.wanted();
    if (wanted && !formats.contains(*wanted))
        formats.append(*wanted); // it stays set: the camera may have it again
    for (const CameraFormat &format : std::as_const(formats))
        m_box->addItem(entryWords(format), format.toText());
    m_box->setCurrentCode(wanted ? wanted->toText() : bestCode);
    m_box->setEnabled(m_box->count() > 1);
    bool isTrouble = false;
    m_hint->setText(hintFor(m_modes, isTrouble));
    m_hint->setTone(isTrouble ? u"warn"_s : u"muted"_s);
}

void ModeChoice::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace indraj

#pragma once

#include "enrollment/actor.h"
#include "sync/sender.h"
#include "widgets/shell/plate.h"
#include "widgets/shell/stationnames.h"

#include <QTimer>

#include <optional>

class QLabel;

namespace indraj {

class ChromeButton;
class LanguageSwitch;
class LinePlate;
class TextLabel;
class TrainingPlate;

/// Mark, place, station, person and role; then training, connection, unsent, clock, language and lock.
class TopBar : public Plate {
    Q_OBJECT
public:
    TopBar(const StationNames &names, LanguageSwitch &language, QWidget *parent = nullptr);
    void setActor(const std::optional<Actor> &actor);
    void setLine(const std::optional<LineStatus> &line);

Q_SIGNALS:
    void lockRequested();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void retranslate();
    void tick();
    QWidget *divider();
    void fit();
    bool canShow(const QWidget *part) const;

    StationNames m_names;
    LanguageSwitch &m_language;
    std::optional<Actor> m_actor;
    TextLabel *m_product;
    TextLabel *m_place;
    QLabel *m_personIcon;
    TextLabel *m_person;
    TrainingPlate *m_training;
    LinePlate *m_line;
    TextLabel *m_time;
    TextLabel *m_date;
    ChromeButton *m_english;
    ChromeButton *m_urdu;
    ChromeButton *m_lock;
    QWidget *m_placeDivider;
    QWidget *m_personDivider;
    QWidget *m_dateDivider;
    QWidget *m_lockDivider;
    QTimer m_clock;
};

} // namespace indraj

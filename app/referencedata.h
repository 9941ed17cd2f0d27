#pragma once

#include "sync/down/setfolder.h"

#include <QMap>
#include <QString>

#include <optional>

namespace indraj {

/// Where the program's data come from at this start: the newest set of central that this program can work
/// with, else an older one, else its own resources/. Nothing that came over the line can keep the program
/// from starting: what does not verify, does not parse, or was there twice when a start did not get to its
/// window, is passed over.
class ReferenceData {
public:
    /// `pinnedPem` empty: only the program's own.
    ReferenceData(const QString &resourcesDir, const QString &folder, const QByteArray &pinnedPem,
                  const QString &programVersion);

    /// The file of that name: of the set, or of resources/ where the set has none.
    QString path(const QString &name) const;
    /// Every form of the set and of resources/, by name; the set's where both have one. For parseForms().
    QMap<QString, QByteArray> forms() const;
    qint64 version() const { return m_set ? m_set->set.version : 0; } ///< 0: the program's own
    /// The window is there: this set starts.
    void started() const;

    /// Why this program cannot work with the files of `items` (over its own resources/); empty: it can. Any
    /// thread.
    static QString whyNot(const QString &items, const QString &resourcesDir);

private:
    QString m_resources;
    SetFolder m_folder;
    std::optional<HeldSet> m_set;
};

} // namespace indraj

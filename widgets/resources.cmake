# Everything the window carries inside itself: words, icons, fonts, tokens.
set(resource_dir ${CMAKE_SOURCE_DIR}/resources)

file(GLOB icon_files CONFIGURE_DEPENDS ${resource_dir}/icons/*.svg)
qt_add_resources(indraj_widgets_frame "indraj_icons" PREFIX "/icons" BASE ${resource_dir}/icons FILES ${icon_files})
qt_add_resources(indraj_widgets_frame "indraj_theme" PREFIX "/theme" BASE ${resource_dir}/theme
  FILES ${resource_dir}/theme/tokens.json ${resource_dir}/theme/indraj.qss)
qt_add_resources(indraj_widgets_frame "indraj_fonts" PREFIX "/fonts" BASE ${resource_dir}/fonts
  FILES ${resource_dir}/fonts/IndrajNastaliq-Regular.ttf)

qt_add_translation(qm_files ${resource_dir}/i18n/frame_ur.ts ${resource_dir}/i18n/journey_ur.ts
  ${resource_dir}/i18n/station_ur.ts ${resource_dir}/i18n/qt_ur.ts)
qt_add_resources(indraj_widgets_frame "indraj_i18n" PREFIX "/i18n" BASE ${CMAKE_CURRENT_BINARY_DIR} FILES ${qm_files})

# Not part of the build: renews the translation sources after texts have changed.
add_custom_target(frame_lupdate COMMAND Qt6::lupdate -I .. -locations none -no-obsolete
  theme shell controls keyboard desk gate home details -ts ${resource_dir}/i18n/frame_ur.ts
  WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
add_custom_target(journey_lupdate COMMAND Qt6::lupdate -I .. -locations none -no-obsolete
  portrait fingers signature review approval sending slip -ts ${resource_dir}/i18n/journey_ur.ts
  WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
add_custom_target(station_lupdate COMMAND Qt6::lupdate -I .. -locations none -no-obsolete
  lock people audit readiness find retention -ts ${resource_dir}/i18n/station_ur.ts
  WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})

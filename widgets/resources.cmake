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

# Not part of the build: renews the translation sources after texts have changed, with every folder of widgets/ in one of
# the three lists: what is in none would lose its words.
set(frame_folders theme shell controls keyboard desk gate home details)
set(journey_folders portrait fingers iris signature review approval sending slip)
set(station_folders lock people audit readiness find retention)
file(GLOB widget_folders LIST_DIRECTORIES true RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR}/*)
foreach(folder ${widget_folders})
  if(IS_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/${folder}
      AND NOT folder IN_LIST frame_folders AND NOT folder IN_LIST journey_folders AND NOT folder IN_LIST station_folders)
    message(FATAL_ERROR "widgets/${folder} is in no list of translated folders")
  endif()
endforeach()
add_custom_target(update_translations)
foreach(part frame journey station)
  add_custom_target(${part}_lupdate COMMAND Qt6::lupdate -I .. -locations none -no-obsolete
    ${${part}_folders} -ts ${resource_dir}/i18n/${part}_ur.ts
    WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
  add_dependencies(update_translations ${part}_lupdate)
endforeach()

# moc for a test and for those of its own headers that hold a Q_OBJECT. AUTOMOC would start a CMake process and compile
# an empty file for each of a hundred programs.
function(indraj_moc_test name)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/moc)
  qt6_generate_moc(${name}.cpp ${folder}/${name}.moc)
  set(mocs ${folder}/${name}.moc)
  foreach(file IN LISTS ARGN)
    if(file MATCHES "\\.h$")
      file(STRINGS ${CMAKE_CURRENT_SOURCE_DIR}/${file} objects REGEX "^ *Q_OBJECT")
      if(objects)
        get_filename_component(stem ${file} NAME_WE)
        qt6_generate_moc(${file} ${folder}/${name}_${stem}.cpp)
        list(APPEND mocs ${folder}/${name}_${stem}.cpp)
      endif()
    endif()
  endforeach()
  target_sources(${name} PRIVATE ${mocs})
  target_include_directories(${name} PRIVATE ${folder})
endfunction()

# indraj_test(NAME LIBS libs... [SOURCES files...] [ENV VAR=VALUE...] [LABELS labels...] [TIMEOUT seconds]):
# one QtTest executable from NAME.cpp, run offscreen. places are asked for at run time
# (tests/support/places.h) and programs of ours lie beside the test (QCoreApplication::applicationDirPath()), so that no
# object depends on where it was built and ccache can serve every clone and build folder.
function(indraj_test name)
  cmake_parse_arguments(T "" "TIMEOUT" "LIBS;SOURCES;ENV;LABELS" ${ARGN})
  if(NOT T_TIMEOUT)
    set(T_TIMEOUT 120)
  endif()
  add_executable(${name} ${name}.cpp ${T_SOURCES})
  indraj_moc_test(${name} ${T_SOURCES})
  target_link_libraries(${name} PRIVATE indraj_rules Qt6::Test ${T_LIBS})
  # What is tested is optimised; the test itself only has to be built quickly.
  target_compile_options(${name} PRIVATE -O0)
  indraj_use_pch(${name} indraj_pch_test)
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES TIMEOUT ${T_TIMEOUT} LABELS "${T_LABELS}"
    SKIP_REGULAR_EXPRESSION "SKIP_WHOLE_TEST"
    ENVIRONMENT "INDRAJ_SOURCE_DIR=${CMAKE_SOURCE_DIR};INDRAJ_SHARED_DATA=${INDRAJ_SHARED_DATA};INDRAJ_CACHE_DIR=${INDRAJ_CACHE_DIR};QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;UBSAN_OPTIONS=halt_on_error=1;${T_ENV}")
endfunction()

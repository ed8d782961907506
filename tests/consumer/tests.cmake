# A sanitized library needs the sanitizer's run-time in its users, which the package does not ask for.
if(WHOBUILDS_INSTALL AND NOT WHOBUILDS_SANITIZE)
  add_test(NAME consumer
           COMMAND ${CMAKE_COMMAND} -D BUILD=${PROJECT_BINARY_DIR} -D SOURCE=${CMAKE_CURRENT_SOURCE_DIR}/consumer
                   -D SCRATCH=${CMAKE_CURRENT_BINARY_DIR}/consumer -D CXX=${CMAKE_CXX_COMPILER}
                   -P ${CMAKE_CURRENT_SOURCE_DIR}/consumer/run.cmake)
endif()

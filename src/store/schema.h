// The tables and views of a store, and how those of earlier versions become those of this one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "store/database.h"

namespace whobuilds::store {

// What stands in the head of the file for programs that ask whose it is: "whob".
constexpr uint32_t kApplicationId = 0x77686f62;

// The statements that bring a store from version n to version n + 1, at n; version 0 is an empty file. A step that was
// released is never changed: what is to be different is another step.
const std::vector<std::string>& schema_steps();

// The version that this program writes.
uint32_t schema_version();

// The version of the store that is open; 0 for an empty file.
uint32_t version_of(Connection& connection);

// Takes the steps that are missing, all in one transaction: killed in the middle, the store has its former version.
void bring_up(Connection& connection, const std::vector<std::string>& steps);

}  // namespace whobuilds::store

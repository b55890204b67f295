// Offers the device's own time zone in the switch; without this script the other choices work as well.
const select = document.querySelector("[data-zone-switch] select");
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (select && own) {
  const known = [...select.options].find((option) => option.value === own);
  const option = known ?? new Option(own, own);
  option.text = `${select.dataset.device} (${option.text})`;
  if (!known) select.add(option, 1);
}
